import { createLightsail } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Block, blocksOf } from '../docs/page.ts'
import { findPython } from '../support/boto3.ts'
import { run } from '../support/run.ts'

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }

/** Finds the first block in a language that holds a text. */
function find(page: string, language: string, text: string): Block {
  const block = blocksOf(page).find((one) => one.language === language && one.text.includes(text))
  if (block === undefined) throw new Error(`Failed to find ${text} in the ${language} of ${page}.`)
  return block
}

/** Runs a program against a service of its own, and reads which ports are open afterwards. */
async function portsAfter(block: Block, command: readonly string[]): Promise<readonly (number | undefined)[]> {
  const lightsail = createLightsail({ instances: ['web-1'] })
  await using server = await serve(lightsail)
  const [program = '', ...args] = [...command, block.text.replaceAll('http://127.0.0.1:4566', server.url)]
  const { code, stderr } = await run(program, args, { ...process.env, ...CREDENTIALS, AWS_PAGER: '' })
  expect(code, stderr).toBe(0)
  return lightsail.instances.get('web-1').ports.map(({ fromPort }) => fromPort)
}

test('the Python of docs/other-languages.md opens HTTPS', async () => {
  const python = await findPython()
  const block = find('docs/other-languages.md', 'python', 'put_instance_public_ports')
  expect(await portsAfter(block, [python, '-W', 'ignore', '-c'])).toEqual([443])
})

test('the AWS CLI of docs/other-languages.md opens HTTPS', async () => {
  const block = find('docs/other-languages.md', 'sh', 'aws lightsail')
  expect(await portsAfter(block, ['bash', '-ec'])).toEqual([443])
})

test('the settings for Ansible in docs/infrastructure-as-code.md are valid YAML', () => {
  const { module_defaults: defaults } = parse(find('docs/infrastructure-as-code.md', 'yaml', 'module_defaults').text)
  expect(Object.keys(defaults)).toEqual(['community.aws.lightsail'])
})
