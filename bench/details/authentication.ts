import { Sha256 } from '@smithy/core/checksum'
import { SignatureV4 } from '@smithy/signature-v4'
import { createLightsail, type LightsailOptions } from '../../mocks/index.ts'
import { PUT_BODY, PUT_HEADERS } from '../put-request.ts'
import { median } from './measure.ts'

// Prints the cost of knowing the caller, for one Put of three rules: nothing for a signature that is only there; limit 100 µs for one
// that is verified.
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'lightsail:PutInstancePublicPorts',
      Resource: 'arn:aws:lightsail:*:*:Instance/*',
      Condition: { StringLike: { 'aws:ResourceTag/team': 'we*' } },
    },
  ],
}
const principals = [{ ...credentials, arn: 'arn:aws:iam::123456789012:user/deploy', policies: [policy] }]
const signingDate = new Date('2026-01-31T12:00:00Z')
const signer = new SignatureV4({ credentials, region: 'us-east-1', service: 'lightsail', sha256: Sha256 })
const { authorization: _none, ...unsigned } = PUT_HEADERS
const { headers } = await signer.sign(
  { method: 'POST', protocol: 'https:', hostname: '', path: '/', query: {}, headers: unsigned, body: PUT_BODY },
  { signingDate },
)

const subjects = (
  [
    ['auth off', { auth: 'off' }],
    ['auth presence', { auth: 'presence' }],
    ['presence and a policy', { auth: 'presence', principals }],
    ['verify and a policy', { auth: 'verify', principals }],
  ] satisfies [string, LightsailOptions][]
).map(([name, options]) => {
  const instances = [{ name: 'web-1', tags: { team: 'web' } }]
  const lightsail = createLightsail({ ...options, instances, clock: { now: () => signingDate.getTime() } })
  return { name, lightsail, times: [] as number[] }
})

/** Microseconds of one call. All are awaited, so that the waiting is no part of a difference. */
async function batch(lightsail: (typeof subjects)[number]['lightsail']): Promise<number> {
  const start = process.hrtime.bigint()
  for (let index = 0; index < 500; index++) {
    await lightsail.handle({ method: 'POST', path: '/', headers, body: PUT_BODY })
  }
  return Number(process.hrtime.bigint() - start) / 1000 / 500
}

for (let round = 0; round < 60; round++) {
  for (const { lightsail, times } of subjects) {
    const time = await batch(lightsail)
    // The first rounds are for the compiler.
    if (round >= 20) times.push(time)
    if (lightsail.calls.last?.outcome.status !== 200) throw new Error('Failed to measure: the calls fail')
  }
}
const [base = 0, ...others] = subjects.map(({ times }) => median(times))
console.log(`authentication: auth off  ${base.toFixed(1)} µs`)
for (const [index, time] of others.entries()) {
  const limit = subjects[index + 1]?.lightsail === subjects.at(-1)?.lightsail ? ' (limit: 100 µs more)' : ''
  console.log(
    `authentication: ${subjects[index + 1]?.name}  ${time.toFixed(1)} µs, ${(time - base).toFixed(1)} more${limit}`,
  )
}
