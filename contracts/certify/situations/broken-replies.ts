import { fault } from '../../../mocks/server/index.ts'
import { changesFail, readsFail, recovery } from './parts.ts'
import type { Situation } from './situation.ts'

/** Replies that are lost, cut off, late or unreadable. */
export const brokenReplies: readonly Situation[] = [
  recovery('reset-before-reply', 'the connection is reset before a change is carried out', fault.reset('before')),
  recovery(
    'reset-during-reply',
    'a change is carried out, and the connection is reset in the middle of its reply',
    fault.reset('during'),
    { losesReply: true },
  ),
  {
    name: 'reset-after-reply',
    title: 'the connection is reset after the reply to a change',
    expects: { kind: 'late' },
    service: changesFail(1, fault.reset('after')),
  },
  recovery('commit-then-drop', 'a change is carried out, and its reply is lost', fault.commitThenDrop(), {
    losesReply: true,
  }),
  recovery('truncated-reply', 'a change is carried out, and its reply breaks off', fault.truncate(20), {
    losesReply: true,
  }),
  {
    name: 'empty-reply',
    title: 'changes are carried out, and their replies are empty',
    expects: { kind: 'unreadable' },
    service: changesFail('always', fault.emptyBody()),
  },
  {
    name: 'malformed-reply',
    title: 'changes are carried out, and their replies are half of their JSON',
    expects: { kind: 'unreadable' },
    service: changesFail('always', fault.malformedJson()),
  },
  {
    name: 'read-fails',
    title: 'every read fails with ServiceException',
    expects: { kind: 'troubled-reads', error: 'ServiceException' },
    service: readsFail(fault.error('ServiceException')),
  },
  {
    name: 'read-empty',
    title: 'replies to reads are empty',
    expects: { kind: 'troubled-reads', error: undefined },
    service: readsFail(fault.emptyBody()),
  },
  {
    name: 'read-malformed',
    title: 'replies to reads are half of their JSON',
    expects: { kind: 'troubled-reads', error: undefined },
    service: readsFail(fault.malformedJson()),
  },
  {
    name: 'never-answers',
    title: 'no change is ever answered',
    expects: { kind: 'silence' },
    service: changesFail('always', fault.neverAnswer()),
  },
]
