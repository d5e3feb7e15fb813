import { fileURLToPath } from 'node:url'
import type { Lightsail } from 'lightsail-ports-testkit'
import { serve } from 'lightsail-ports-testkit/server'
import { expect } from 'vitest'
import { run } from './run.ts'

/** A call that boto3 makes. */
export interface Made {
  readonly operation: string
  readonly params: Record<string, unknown>
  readonly region?: string
  readonly unsigned?: boolean
  readonly attempts?: number
  readonly credentials?: object
}

/** The result of a call. */
interface Result {
  readonly output?: Record<string, unknown>
  readonly class?: string
  readonly error?: string
  readonly message?: string
  readonly status?: number
  readonly modeled?: boolean
}

const DRIVER = fileURLToPath(new URL('boto3_driver.py', import.meta.url))

/** The first Python that has boto3: Debian's package belongs to Debian's Python, which may not be the first in the path. */
export async function findPython(): Promise<string> {
  for (const candidate of ['python3', '/usr/bin/python3']) {
    const { code } = await run(candidate, ['-c', 'import boto3']).catch(() => ({ code: 1 }))
    if (code === 0) return candidate
  }
  throw new Error('Failed to find boto3: no Python has it. Install it (apt-get install python3-boto3).')
}

/** Makes calls with boto3, one after the other. */
export async function make(python: string, lightsail: Lightsail, calls: readonly Made[]): Promise<Result[]> {
  await using server = await serve(lightsail)
  const { code, stdout, stderr } = await run(python, [DRIVER, server.url, JSON.stringify(calls)])
  expect(stderr.split('\n').filter((line) => !/warn/i.test(line) && line.trim() !== '')).toEqual([])
  expect(code).toBe(0)
  return JSON.parse(stdout).results
}

/** A Put. */
export function put(instanceName: string, portInfos: object[], more: Partial<Made> = {}): Made {
  return { operation: 'put_instance_public_ports', params: { instanceName, portInfos }, ...more }
}
