import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { type BotocoreModel, readBotocore, readJson } from './read-botocore.ts'
import { readSdk } from './read-sdk.ts'
import { readSmithy, type SmithyModel } from './read-smithy.ts'
import type { ServiceModel } from './service-model.ts'

/** The SDK that is installed. */
export const INSTALLED_SDK = '@aws-sdk/client-lightsail'

/**
 * Reads a model of the service: an SDK by the name of an installed package (an npm alias, too) or by its folder, or by a
 * file: botocore's `service-2.json`, compressed or not, a Smithy model in JSON, or a record that was made of one.
 *
 * @throws {Error} if the source is none of them
 * @example
 * await readModel('/usr/lib/python3/dist-packages/botocore/data/lightsail/2016-11-28/service-2.json')
 */
export async function readModel(source: string): Promise<ServiceModel> {
  const path = resolve(source)
  if (!existsSync(path)) return await readSdk(folderOfPackage(source))
  if (statSync(path).isDirectory()) return await readSdk(path)
  const json = readJson(path) as object
  if ('smithy' in json) return readSmithy(json as SmithyModel, source)
  if ('shapes' in json) return readBotocore(json as BotocoreModel, path)
  if ('structures' in json) return json as ServiceModel
  throw new Error(`Failed to read ${source}: it is no model of botocore, none of Smithy, and no record of one.`)
}

function folderOfPackage(name: string): string {
  const require = createRequire(import.meta.url)
  try {
    let folder = dirname(require.resolve(name))
    while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
    return folder
  } catch {
    throw new Error(`Failed to find ${name}: it is no file, no folder and no installed package.`)
  }
}
