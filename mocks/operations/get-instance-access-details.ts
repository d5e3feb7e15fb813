import { blueprintOf } from '../model/blueprints.ts'
import { structure } from '../model/shape.ts'
import { oneOf, resourceName } from '../model/shapes.ts'
import { createKeyMaterial } from '../runtime/key-material.ts'
import { ipv6AddressOf } from './instance-addresses.ts'
import { onInstance } from './operation.ts'

/** The key is good for one minute (assumed). */
const VALID_MS = 60_000

/**
 * Gives what a program needs to connect to an instance: for SSH a real key pair of its own, for RDP a user name. There
 * is nothing to connect to: no certificate is signed, and no password of Windows exists.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstanceAccessDetails.html
 */
export const getInstanceAccessDetails = onInstance({
  name: 'GetInstanceAccessDetails',
  input: structure({ instanceName: resourceName, protocol: oneOf(['ssh', 'rdp']) }, ['instanceName']),
  instanceIn: 'instanceName',
  authorizedOn: 'instance',
  states: ['running'],
  purpose: 'get access details',
  async run({ world }, { protocol = 'ssh' }, instance) {
    const { name, blueprintId, ipAddressType, keyPairName } = instance
    const ipAddress = world.publicIpv4Of(instance)
    const addresses = {
      ...(ipAddress !== undefined && { ipAddress }),
      ...(ipAddressType !== 'ipv4' && { ipv6Addresses: [ipv6AddressOf(instance)] }),
    }
    const details = { protocol, instanceName: name, username: blueprintOf(blueprintId).username }
    if (protocol === 'rdp') {
      const passwordData = { ciphertext: '', keyPairName: keyPairName ?? world.defaultKeyPair(instance.region).name }
      return { accessDetails: { ...addresses, passwordData, ...details, hostKeys: [] } }
    }
    const { publicKey, privateKey } = await createKeyMaterial()
    const expiresAt = (world.clock.now() + VALID_MS) / 1000
    return {
      accessDetails: { certKey: publicKey, expiresAt, ...addresses, privateKey, ...details, hostKeys: [] },
    }
  },
})
