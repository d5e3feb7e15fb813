import {
  type Card,
  CardError,
  type CardJson,
  CertifyError,
  CommandNotFoundError,
  type Comparison,
  certifyConsumer,
  compareCards,
  htmlReport,
  jsonReport,
  junitReport,
  listCertificate,
  markdownReport,
  parseCard,
  textReport,
} from 'lightsail-ports-testkit/certify'
import { expectTypeOf } from 'vitest'

declare const card: Card

expectTypeOf(certifyConsumer({ call: () => {} })).toEqualTypeOf<Promise<Card>>()
expectTypeOf(certifyConsumer({ exec: 'python3 sync.py {instance}' })).toEqualTypeOf<Promise<Card>>()
certifyConsumer({
  exec: './sync.sh',
  instanceName: 'web-2',
  portInfos: [{ protocol: 'tcp', fromPort: 22, toPort: 22 }],
})
// @ts-expect-error: rules are objects
certifyConsumer({ call: () => {}, portInfos: ['22/tcp'] })
certifyConsumer({
  call: async ({ instanceName }) => ({ ok: true, instanceName }),
  isSuccess: ({ ok, instanceName }) => ok && instanceName !== '',
  situations: ['fresh-instance'],
  accepts: ['lock-out'],
})
// @ts-expect-error: the call takes what the certificate gives
certifyConsumer({ call: (port: number) => port })
// @ts-expect-error: a command is a text
certifyConsumer({ exec: ['python3', 'sync.py'] })
// @ts-expect-error: the value of the call has no such member
certifyConsumer({ call: () => ({ ok: true }), isSuccess: ({ done }) => done })

expectTypeOf(compareCards(card, parseCard('{}'))).toEqualTypeOf<Comparison>()
// @ts-expect-error: a card is compared with another
compareCards(card)
expectTypeOf(parseCard('{}')).toEqualTypeOf<CardJson>()
// @ts-expect-error: a parsed card needs no parsing
parseCard(card)

expectTypeOf(htmlReport(card)).toEqualTypeOf<string>()
// @ts-expect-error: a report is made of a whole card
htmlReport(parseCard('{}'))
expectTypeOf(jsonReport(card)).toEqualTypeOf<CardJson>()
// @ts-expect-error: a report is made of a whole card
jsonReport('{}')
expectTypeOf(junitReport(card, { comparison: compareCards(card, card) })).toEqualTypeOf<string>()
// @ts-expect-error: a card is no comparison
junitReport(card, { comparison: card })
expectTypeOf(listCertificate()).toEqualTypeOf<string>()
// @ts-expect-error: the list is that of the release
listCertificate(card)
expectTypeOf(markdownReport(card)).toEqualTypeOf<string>()
// @ts-expect-error: a report is made of a whole card
markdownReport('{}')
expectTypeOf(textReport(card, { color: true })).toEqualTypeOf<string>()
// @ts-expect-error: no such option
textReport(card, { colour: true })

new CardError('Not a card').name satisfies 'CardError'
// @ts-expect-error: its message is a text
new CardError(404)
new CertifyError('No call').name satisfies 'CertifyError'
// @ts-expect-error: its message is a text
new CertifyError(404)
new CommandNotFoundError('No such command').name satisfies 'CommandNotFoundError'
// @ts-expect-error: its message is a text
new CommandNotFoundError(404)
