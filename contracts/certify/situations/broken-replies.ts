import { fault } from '../../../mocks/server/index.ts'
import type { Job } from '../job.ts'
import { afterFirstChange, changesFail, readsFail, recovery, worldWithFault } from './parts.ts'
import type { Situation } from './situation.ts'

/** Replies that are lost, cut off or unreadable. */
export function brokenReplies(job: Job): Situation[] {
  const lost = { losesReply: true }
  return [
    recovery(
      job,
      'reset-before-reply',
      'the connection is reset before a change is carried out',
      fault.reset('before'),
    ),
    recovery(
      job,
      'reset-during-reply',
      'a change is carried out, and the connection is reset in the middle of its reply',
      fault.reset('during'),
      lost,
    ),
    {
      name: 'reset-after-reply',
      title: 'the connection is reset after the reply to a change, before the next request is read',
      expects: { kind: 'recovery', failures: 1, of: 'any', losesReply: false, retryAfter: undefined },
      service: worldWithFault(job, 1, afterFirstChange, fault.reset('before')),
    },
    recovery(job, 'commit-then-drop', 'a change is carried out, and its reply is lost', fault.commitThenDrop(), lost),
    {
      name: 'truncated-reply',
      title: 'changes are carried out, and their replies break off',
      // Not every SDK notices: botocore takes half of a reply for an empty one.
      expects: { kind: 'unreadable' },
      service: changesFail(job, 'always', fault.truncate(20)),
    },
    {
      name: 'empty-reply',
      title: 'changes are carried out, and their replies are empty',
      expects: { kind: 'unreadable' },
      service: changesFail(job, 'always', fault.emptyBody()),
    },
    {
      name: 'malformed-reply',
      title: 'changes are carried out, and their replies are half of their JSON',
      expects: { kind: 'unreadable' },
      service: changesFail(job, 'always', fault.malformedJson()),
    },
    {
      name: 'read-fails',
      title: 'every read fails with ServiceException',
      expects: { kind: 'troubled-reads' },
      service: readsFail(job, fault.error('ServiceException')),
    },
    {
      name: 'read-empty',
      title: 'replies to reads are empty',
      expects: { kind: 'troubled-reads' },
      service: readsFail(job, fault.emptyBody()),
    },
    {
      name: 'read-malformed',
      title: 'replies to reads are half of their JSON',
      expects: { kind: 'troubled-reads' },
      service: readsFail(job, fault.malformedJson()),
    },
    {
      name: 'read-never-answers',
      title: 'no read is ever answered',
      expects: { kind: 'troubled-reads' },
      service: readsFail(job, fault.neverAnswer()),
    },
    {
      name: 'never-answers',
      title: 'no change is ever answered',
      expects: { kind: 'silence' },
      service: changesFail(job, 'always', fault.neverAnswer()),
    },
  ]
}
