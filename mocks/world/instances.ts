import { collectProblems } from '../definitions/definition.ts'
import { arnOf, type Instance, type InstanceState } from './instance.ts'
import type { IpAddressType } from './port-rule.ts'
import { type InstancePortState, toPortState } from './port-state.ts'
import type { InstanceChange, InstanceDefinition, WorldHolder } from './world.ts'
import { type ExportedInstance, exportInstance, readInstanceChange, readInstanceDefinition } from './world-json.ts'

/** No instance has that name, or several Regions have one. */
export class NoSuchInstanceError extends RangeError {
  override readonly name = 'NoSuchInstanceError'
}

/** An instance of the simulated account. It is looked up at each use, so it always shows the current state. */
export class LightsailInstance {
  readonly name: string
  readonly region: string
  readonly #holder: WorldHolder

  /** @internal */
  constructor(holder: WorldHolder, { name, region }: Instance) {
    this.#holder = holder
    this.name = name
    this.region = region
  }

  get #instance(): Instance {
    const instance = this.#holder.world.instance(this.region, this.name)
    if (instance !== undefined) return instance
    throw new NoSuchInstanceError(
      `Failed to look at the instance ${JSON.stringify(this.name)}: ${this.region} no longer has an instance of that name.`,
    )
  }

  /** `arn:aws:lightsail:REGION:ACCOUNT:Instance/UUID`; the same in every service with the same account. */
  get arn(): string {
    return arnOf(this.#holder.world.accountId, this.#instance)
  }

  get state(): InstanceState {
    return this.#instance.state
  }

  get ipAddressType(): IpAddressType {
    return this.#instance.ipAddressType
  }

  /** The values by their keys. */
  get tags(): Readonly<Record<string, string>> {
    return this.#instance.tags
  }

  /** The open ports, as GetInstancePortStates would read them back. */
  get ports(): readonly InstancePortState[] {
    return this.#instance.rules.map(toPortState)
  }

  /**
   * Changes the instance from outside, without a call of the service.
   *
   * @throws {InvalidDefinitionError} naming every problem with its path; then nothing is changed
   * @example
   * lightsail.instances.get('web-1').update({ state: 'stopping' })
   */
  update(change: InstanceChange): void {
    const read = readInstanceChange(change)
    collectProblems('change', (complain) => this.#holder.world.changeInstance(this.#instance, read, '', complain))
  }

  /** Returns the instance in the form that `instances.add` accepts. */
  toJSON(): ExportedInstance {
    return exportInstance(this.#instance)
  }
}

/** The instances of the simulated account, in all Regions. */
export class Instances implements Iterable<LightsailInstance> {
  readonly #holder: WorldHolder

  /** @internal */
  constructor(holder: WorldHolder) {
    this.#holder = holder
  }

  /**
   * Finds an instance by its name.
   *
   * @param region needed only if several Regions have an instance of that name
   * @throws {NoSuchInstanceError} if no instance has that name, or several have it
   * @example
   * lightsail.instances.get('web-1').ports // the open ports
   */
  get(name: string, region?: string): LightsailInstance {
    const found = this.#find(name, region)
    if (found[0] !== undefined && found.length === 1) return new LightsailInstance(this.#holder, found[0])
    const where = region === undefined ? '' : ` in ${region}`
    const elsewhere = this.#find(name, undefined).map((one) => one.region)
    if (found.length > 1) {
      throw new NoSuchInstanceError(
        `Failed to get the instance ${JSON.stringify(name)}: it is in ${found.map((one) => one.region).join(' and ')}. Name the Region: get(name, region).`,
      )
    }
    throw new NoSuchInstanceError(
      `Failed to get the instance ${JSON.stringify(name)}: it does not exist${where}. ${elsewhere.length > 0 ? `It is in ${elsewhere.join(' and ')}.` : this.#names()}`,
    )
  }

  /**
   * Tells whether an instance of that name exists, in one Region or in any.
   *
   * @example
   * lightsail.instances.has('web-1', 'eu-west-1')
   */
  has(name: string, region?: string): boolean {
    return this.#find(name, region).length > 0
  }

  /**
   * Adds an instance. A name alone gets all defaults.
   *
   * @throws {InvalidDefinitionError} naming every problem with its path; then nothing is added
   * @example
   * lightsail.instances.add({ name: 'db-1', region: 'eu-west-1', ports: [{ protocol: 'tcp', fromPort: 22, toPort: 22 }] })
   */
  add(definition: InstanceDefinition | string): LightsailInstance {
    const read = readInstanceDefinition(definition)
    const made = collectProblems('instance', (complain) => this.#holder.world.addInstance(read, 'instance', complain))
    if (made === undefined) throw new TypeError('No instance was made, without a complaint')
    return new LightsailInstance(this.#holder, made)
  }

  /**
   * Removes an instance.
   *
   * @throws {NoSuchInstanceError} as `get` does
   * @example
   * lightsail.instances.delete('web-1')
   */
  delete(name: string, region?: string): void {
    const { region: at } = this.get(name, region)
    const instance = this.#holder.world.instance(at, name)
    if (instance !== undefined) this.#holder.world.removeInstance(instance)
  }

  *[Symbol.iterator](): Iterator<LightsailInstance> {
    for (const instance of this.#holder.world.instances()) yield new LightsailInstance(this.#holder, instance)
  }

  toJSON(): ExportedInstance[] {
    return [...this].map((instance) => instance.toJSON())
  }

  #names(): string {
    const names = [...this.#holder.world.instances()].slice(0, 10).map(({ name }) => name)
    return names.length === 0
      ? 'There are no instances; add one with instances.add(…).'
      : `There are ${names.join(', ')}.`
  }

  #find(name: string, region: string | undefined): Instance[] {
    return this.#holder.world.instancesNamed(name).filter((one) => region === undefined || one.region === region)
  }
}
