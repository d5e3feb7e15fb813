import { fileURLToPath } from 'node:url'
import { createLightsail } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { expect, test } from 'vitest'
import { run } from '../support/run.ts'

const SITE = fileURLToPath(new URL('ansible/site.yml', import.meta.url))

/** The parts of the environment that Ansible needs. */
const env = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  LANG: 'C.UTF-8',
  ANSIBLE_COLLECTIONS_PATH: process.env['ANSIBLE_COLLECTIONS_PATH'],
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  ANSIBLE_LOCALHOST_WARNING: 'False',
  ANSIBLE_INVENTORY_UNPARSED_WARNING: 'False',
  ANSIBLE_NOCOLOR: '1',
}

async function hasCollection(): Promise<boolean> {
  const { code } = await run('ansible-doc', ['community.aws.lightsail'], env).catch(() => ({ code: 1 }))
  return code === 0
}

// `pip install ansible boto3` brings Ansible and the collection.
test.skipIf(!(await hasCollection()))(
  "Ansible's modules create, change and delete an instance and a static IP address",
  async () => {
    const lightsail = createLightsail()
    await using server = await serve(lightsail)
    const played = await run(
      'ansible-playbook',
      ['-e', `endpoint=${server.url}`, '-e', 'ansible_python_interpreter={{ ansible_playbook_python }}', SITE],
      env,
    )
    expect([played.stderr, played.stdout]).toEqual([expect.any(String), expect.stringMatching(/failed=0/)])
    expect(played.code).toBe(0)
    expect([...lightsail.instances]).toEqual([])
    expect(lightsail.calls.of('PutInstancePublicPorts')).toHaveLength(2)
  },
)
