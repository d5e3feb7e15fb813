import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import {
  type Card,
  CardError,
  type CardJson,
  compareCards,
  jsonReport,
  junitReport,
  markdownReport,
  parseCard,
  type SituationResult,
  textReport,
} from 'lightsail-ports-testkit/certify'
import { describe, expect, test } from 'vitest'
import { judgementRules } from '../../../contracts/certify/judgements/index.ts'
import { REPOSITORY } from '../../../mocks/runtime/index.ts'

type Judgements = SituationResult['judgements']

function situation(name: string, ...judgements: Judgements): SituationResult {
  const exchanges: SituationResult['exchanges'] = []
  return {
    name,
    title: `what happens in ${name}`,
    judgements,
    outcome: 'exited with 0',
    duration: 12,
    exchanges,
    printed: '',
  }
}

function card(...situations: SituationResult[]): Card {
  const verdicts = situations.flatMap(({ judgements }) => judgements.map(({ verdict }) => verdict))
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length
  return {
    consumer: 'sync',
    job: 'make the ports open',
    situations,
    passed: count('pass'),
    failed: count('fail'),
    warned: count('warn'),
  }
}

const pass = (name: string) => ({ name, verdict: 'pass', reason: 'it is right' }) as const
const fail = (name: string, reason = 'it is wrong') => ({ name, verdict: 'fail', reason }) as const
const warn = (name: string) => ({ name, verdict: 'warn', reason: 'it could be better' }) as const
const accepted = (name: string) => ({ name, verdict: 'pass', reason: 'it is meant', accepted: true }) as const

const CARD = card(
  situation('fresh-instance', pass('terminates'), accepted('lock-out')),
  situation('throttled-once', pass('terminates'), fail('ports'), warn('backs-off')),
  situation('html-503', pass('terminates'), fail('ports')),
)

const fixOf = (name: string): string | undefined => judgementRules.find((rule) => rule.name === name)?.fix

/** A text of a hostile consumer. */
const HOSTILE = `<b> & "q" 'a' ]]> | \`x\` \u0000\u001b[31m\n\ud800 **x** [l](javascript:1) é\u202e😀`

describe('the text report', () => {
  test('begins and ends with the verdict, and folds the situations that passed', () => {
    expect(textReport({ ...CARD, situations: [...CARD.situations, situation('calm', pass('terminates'))] })).toBe(
      [
        'sync failed: 2 of 4 situations passed, 2 failed',
        'Its job: make the ports open',
        '',
        'accepted  fresh-instance   0 requests      12 ms  what happens in fresh-instance [lock-out]',
        'failed    throttled-once   0 requests      12 ms  what happens in throttled-once [ports, backs-off (warn)]',
        'failed    html-503         0 requests      12 ms  what happens in html-503 [ports]',
        '',
        'passed    calm',
        '',
        'fail      ports, in throttled-once: it is wrong',
        '          also in one other situation: html-503',
        `          Fix: ${fixOf('ports')} See ${REPOSITORY}/blob/main/docs/certificate/ports.md`,
        '',
        'warn      backs-off, in throttled-once: it could be better',
        `          Fix: ${fixOf('backs-off')} See ${REPOSITORY}/blob/main/docs/certificate/backs-off.md`,
        '',
        'accepted  lock-out, in fresh-instance: it is meant',
        '',
        'failed: 2 of 4 situations passed, 2 failed (4 judgements passed (1 accepted), 2 failed, 1 warned)',
      ].join('\n'),
    )
  })

  test('leaves out the situations that passed if it is brief', () => {
    const text = textReport(card(situation('calm', pass('terminates')), situation('x', fail('ports'))), { brief: true })
    expect(text).not.toContain('calm')
    expect(text).toContain('1 of 2 situations passed, 1 failed')
  })

  test('names the circumstances of the run', () => {
    const made = {
      date: '2026-01-31T12:00:00.000Z',
      version: '0.1.0',
      node: '24.21.0',
      client: 'Boto3 1.43.11',
      command: 'python3 sync.py',
      deadline: 65_000,
    }
    expect(textReport({ ...CARD, made })).toContain(
      '2026-01-31T12:00:00.000Z, lightsail-ports-testkit 0.1.0, Node 24.21.0, Boto3 1.43.11, deadline 65000 ms, command: python3 sync.py\n',
    )
  })

  test('has colours on demand, and never a control character of the consumer', () => {
    expect(textReport(CARD, { color: true })).toContain('\u001b[31mfailed')
    const hostile = textReport(card(situation('x', fail('ports', HOSTILE))))
    expect(hostile.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(hostile.split('\n')).toHaveLength(9)
  })
})

describe('the Markdown report', () => {
  test('has the remarks in a table, and all situations below', () => {
    const text = markdownReport(CARD)
    expect(text).toContain('## ❌ sync failed: 1 of 3 situations passed, 2 failed')
    expect(text).toContain('| throttled-once | **ports** fails | it is wrong **Fix:** Compare protocol,')
    expect(text).toContain('| fresh-instance | **lock-out** is accepted | it is meant |')
    expect(text.match(/^\| (?:❌|☑️)/gm)).toHaveLength(3)
  })

  test('keeps a text of the consumer in its cell', () => {
    const row = markdownReport(card(situation('x', fail('ports', HOSTILE))))
      .split('\n')
      .find((line) => line.startsWith('| x |'))
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(4)
    expect(row).toContain('&lt;b> &amp;')
    expect(row).toContain('\\[l\\](javascript:1)')
  })
})

describe('the JUnit report', () => {
  const read = (text: string) =>
    new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => /^test(?:suite|case)$/.test(name),
    }).parse(text)

  test('has a suite for each situation and a case for each judgement', () => {
    const { testsuites } = read(junitReport(CARD))
    expect(testsuites).toMatchObject({ name: 'sync', tests: '7', failures: '2' })
    expect(testsuites.testsuite[1]).toMatchObject({
      name: 'throttled-once',
      tests: '3',
      failures: '1',
      time: '0.012',
      testcase: [
        { classname: 'sync.throttled-once', name: 'terminates' },
        { name: 'ports', failure: { message: 'it is wrong' } },
        { name: 'backs-off', 'system-out': 'warning: it could be better' },
      ],
    })
    expect(testsuites.testsuite[0].testcase[1]['system-out']).toBe('accepted: it is meant')
  })

  test('skips failures of an earlier card', () => {
    const comparison = compareCards(
      CARD,
      card(situation('throttled-once', fail('ports')), situation('html-503', pass('ports'))),
    )
    const { testsuites } = read(junitReport(CARD, { comparison }))
    expect(testsuites).toMatchObject({ failures: '1' })
    expect(testsuites.testsuite[1]).toMatchObject({
      failures: '0',
      skipped: '1',
      testcase: [{}, { name: 'ports', skipped: { message: 'known: it is wrong' } }, {}],
    })
    expect(testsuites.testsuite[2].testcase[1]).toMatchObject({ failure: {} })
  })

  test('has the end of the output', () => {
    const printed = { ...situation('x', fail('ports')), printed: `${'-'.repeat(9000)}\nTraceback: the end` }
    expect(junitReport(card(printed))).toMatch(/-\nTraceback: the end<\/system-out>/)
    expect(junitReport(card(printed)).length).toBeLessThan(6000)
  })

  test('is valid XML, whatever the consumer prints', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const xml = junitReport(card(situation('x', fail('ports', text + HOSTILE))))
        expect(XMLValidator.validate(xml)).toBe(true)
        expect(xml.replaceAll(/[\t\n\r]/g, '')).not.toMatch(/[\p{Cc}--[\x7f-\x9f]]/v)
      }),
    )
  })
})

describe('the JSON report', () => {
  test('has the documented members, and can be read again', () => {
    const json = JSON.parse(JSON.stringify(jsonReport(CARD)))
    expect(Object.keys(json)).toEqual(['consumer', 'verdict', 'summary', 'passed', 'failed', 'warned', 'situations'])
    expect(json.situations[0]).toEqual({
      name: 'fresh-instance',
      judgements: [
        { name: 'terminates', verdict: 'pass', reason: 'it is right' },
        { name: 'lock-out', verdict: 'pass', reason: 'it is meant', accepted: true },
      ],
    })
    expect(parseCard(`\ufeff${JSON.stringify(json)}`)).toMatchObject({ consumer: 'sync', failed: 2 })
  })

  test.each([
    ['', 'it is not JSON'],
    ['[]', 'Failed to read the card: consumer'],
    ['null', 'Failed to read the card: it: '],
    ['{"consumer":"x"}', 'passed'],
    [JSON.stringify({ ...jsonReport(CARD), failed: -1 }), 'failed'],
    [JSON.stringify(jsonReport(CARD)).replace('"fail"', '"bad"'), 'situations.1.judgements.1.verdict'],
    [JSON.stringify(jsonReport(CARD)).slice(0, 100), 'it is not JSON'],
  ])('%j is not a card', (text, problem) => {
    expect(() => parseCard(text)).toThrow(CardError)
    expect(() => parseCard(text)).toThrow(problem)
  })
})

describe('a card compared with an earlier one', () => {
  const compare = (is: Judgements, was: Judgements) => {
    const { better, worse, newFailures } = compareCards(card(situation('x', ...is)), card(situation('x', ...was)))
    return [better, worse, newFailures].map((changes) =>
      changes.map((change) => `${change.judgement} ${change.was} ${change.is}`),
    )
  }

  test('has a new failure for a judgement that did not fail before; a new warning is only worse', () => {
    expect(compare([fail('a'), warn('b'), fail('c'), fail('d')], [pass('a'), pass('b'), warn('c')])).toEqual([
      [],
      ['a pass fail', 'b pass warn', 'c warn fail'],
      ['a pass fail', 'c warn fail'],
    ])
  })

  test('has no new failure for a situation or a judgement that the earlier release did not have', () => {
    const earlier = card(situation('x', pass('a')), situation('y', pass('b')))
    const now = card(
      situation('x', pass('a'), fail('new')),
      situation('y', pass('b'), fail('a')),
      situation('z', fail('a')),
    )
    expect(compareCards(now, earlier).newFailures).toMatchObject([{ situation: 'y', judgement: 'a' }])
  })

  test('leaves out verdicts that are the same; a failure that is gone is better', () => {
    expect(
      compare([fail('a', 'in other words'), pass('b'), accepted('c')], [fail('a'), fail('b'), pass('c'), warn('d')]),
    ).toEqual([['b fail pass'], [], []])
  })

  test('is neither better nor worse than itself', () => {
    const judgement = fc.record({
      name: fc.constantFrom('a', 'b'),
      verdict: fc.constantFrom('pass', 'fail', 'warn'),
      reason: fc.string(),
    })
    const any: fc.Arbitrary<CardJson> = fc
      .array(fc.record({ name: fc.constantFrom('x', 'y'), judgements: fc.array(judgement) }))
      .map((situations) => ({ consumer: 'c', passed: 0, failed: 0, warned: 0, situations }) as CardJson)
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(compareCards(one, one)).toEqual({ better: [], worse: [], newFailures: [] })
        const [there, back] = [compareCards(one, other), compareCards(other, one)]
        expect(there.worse.filter(({ was }) => was !== undefined)).toHaveLength(back.better.length)
        expect(there.newFailures.every(({ is }) => is === 'fail')).toBe(true)
      }),
    )
  })

  test('has its changes in the text report', () => {
    const comparison = compareCards(
      CARD,
      card(situation('html-503', pass('ports')), situation('throttled-once', fail('backs-off'))),
    )
    const text = textReport(CARD, { comparison })
    expect(text).toContain('worse     html-503, ports: pass, now fail. it is wrong')
    expect(text).toContain('better    throttled-once, backs-off: fail, now warn. it could be better')
    expect(text).not.toContain('Nothing has changed.')
    expect(textReport(CARD, { comparison: compareCards(CARD, CARD) })).toContain('Nothing has changed.')
  })
})
