import { createLightsail, type Lightsail } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { expect, test } from 'vitest'
import { FAULTS } from '../mocks/faults/matrix.ts'
import { findPython, make, put } from '../support/boto3.ts'
import { budget } from '../support/budget.ts'
import { run } from '../support/run.ts'

// Makes the table of the outcomes of each fault in the AWS CLI and boto3, with two attempts.

/** An older urllib3 takes what has come for the whole. */
const VARIES = new Set(['truncate(20)', 'truncate(0)'])

const https = { fromPort: 443, toPort: 443, protocol: 'tcp' }

function told(lightsail: Lightsail, outcome: string): string {
  const isChanged = lightsail.instances.get('web-1').ports.some(({ fromPort }) => fromPort === 443)
  const { length } = lightsail.calls
  return `${outcome}, ${length === 1 ? '1 request' : `${length} requests`} | ${isChanged ? 'yes' : 'no'}`
}

async function withBoto3(python: string, lightsail: Lightsail): Promise<string> {
  const [result] = await make(python, lightsail, [put('web-1', [https], { attempts: 2 })])
  const { operation } = (result?.output ?? {}) as { operation?: { status: string } }
  return told(lightsail, result?.error ?? operation?.status ?? 'no operation')
}

async function withCli(lightsail: Lightsail): Promise<string> {
  await using server = await serve(lightsail)
  const args = ['lightsail', 'put-instance-public-ports', '--instance-name', 'web-1', '--endpoint-url', server.url]
  const { code, stdout } = await run('aws', [...args, '--port-infos', 'fromPort=443,toPort=443,protocol=tcp'], {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    AWS_PAGER: '',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_MAX_ATTEMPTS: '2',
    AWS_RETRY_MODE: 'standard',
  })
  const status = /"status": "(\w+)"/.exec(stdout)?.[1]
  return told(lightsail, code === 0 ? `exit 0, ${status ?? 'no operation'}` : 'exits with an error')
}

test(
  'the table of faults for the AWS CLI and boto3',
  async () => {
    const python = await findPython()
    const rows: string[] = []
    for (const [name, given] of Object.entries(FAULTS)) {
      // Both wait for a minute.
      if (name === 'neverAnswer()') continue
      const service = () => createLightsail({ instances: ['web-1'], faults: [{ ...given, times: 'always' }] })
      const cells = VARIES.has(name)
        ? Array.from({ length: 2 }, () => 'depends on its version | yes')
        : [await withBoto3(python, service()), await withCli(service())]
      rows.push(`| \`fault.${name}\` | ${cells.join(' | ')} |`)
    }
    const head = ['| fault | boto3 | ports change | AWS CLI | ports change |', '| --- | --- | --- | --- | --- |']
    await expect(`${[...head, ...rows].join('\n')}\n`).toMatchFileSnapshot('./faults.md')
  },
  budget(300_000),
)
