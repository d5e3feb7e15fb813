/** The name of an error, or `undefined` for a success. */
export type Outcome = 'NotFoundException' | 'InvalidInputException' | 'OperationFailureException' | undefined

interface PlainInstance {
  state: 'running' | 'stopped'
  hasIpv6: boolean
  hasAddOn: boolean
  tags: Set<string>
  /** The ports that are open to everybody, each with the IP versions that it is open in. */
  ports: Map<number, Set<'4' | '6'>>
}

/** One call, with all that any call needs. */
export interface Step {
  readonly operation: string
  /** The name of an instance, of a static IP address or of a key pair: they share one space of names. */
  readonly name: string
  /** The name of an instance to attach to. */
  readonly other: string
  readonly port: number
  readonly type: 'dualstack' | 'ipv4'
}

/** The account, written down once more as plainly as can be. */
export class PlainModel {
  readonly instances = new Map<string, PlainInstance>()
  /** The static IP addresses, with the instance that each is attached to. */
  readonly staticIps = new Map<string, string | undefined>()
  readonly keyPairs = new Set<string>()

  /** Makes a call, and returns its outcome. */
  call(step: Step): Outcome {
    const perform = this.#operations[step.operation]
    if (perform === undefined) throw new Error(`the model has no ${step.operation}`)
    return perform(step)
  }

  get names(): string[] {
    return [...this.instances.keys(), ...this.staticIps.keys(), ...this.keyPairs]
  }

  #create(name: string, make: () => void): Outcome {
    if (this.names.includes(name)) return 'InvalidInputException'
    make()
    return undefined
  }

  /** Changes an instance; `change` may refuse by returning an error. */
  #on(name: string, change: (instance: PlainInstance) => Outcome | undefined): Outcome {
    const instance = this.instances.get(name)
    return instance === undefined ? 'NotFoundException' : change(instance)
  }

  #changeState(name: string, from: 'running' | 'stopped', to: 'running' | 'stopped'): Outcome {
    return this.#on(name, (instance) => {
      if (instance.state !== from) return 'OperationFailureException'
      instance.state = to
      return undefined
    })
  }

  #open(port: number, { ports, hasIpv6 }: PlainInstance): undefined {
    ports.set(port, new Set(hasIpv6 ? ['4', '6'] : ['4']))
  }

  #tag(name: string, change: (tags: Set<string>) => void): Outcome {
    if (this.staticIps.has(name)) return 'InvalidInputException'
    return this.#on(name, ({ tags }) => {
      change(tags)
      return undefined
    })
  }

  #attach({ name, other }: Step): Outcome {
    if (!this.staticIps.has(name) || !this.instances.has(other)) return 'NotFoundException'
    if (this.staticIps.get(name) !== undefined) return 'OperationFailureException'
    this.#detachFrom(other)
    this.staticIps.set(name, other)
    return undefined
  }

  #detachFrom(instance: string): void {
    for (const [name, attachedTo] of this.staticIps) if (attachedTo === instance) this.staticIps.set(name, undefined)
  }

  #delete(name: string): Outcome {
    return this.#on(name, ({ hasAddOn }) => {
      if (hasAddOn) return 'InvalidInputException'
      this.instances.delete(name)
      this.#detachFrom(name)
      return undefined
    })
  }

  #setType({ name, type }: Step): Outcome {
    return this.#on(name, (instance) => {
      instance.hasIpv6 = type === 'dualstack'
      if (type === 'dualstack') return undefined
      for (const [port, versions] of instance.ports) {
        versions.delete('6')
        if (versions.size === 0) instance.ports.delete(port)
      }
      return undefined
    })
  }

  readonly #operations: Readonly<Record<string, (step: Step) => Outcome>> = {
    CreateInstances: ({ name }) =>
      this.#create(name, () => {
        const both = (): Set<'4' | '6'> => new Set(['4', '6'])
        this.instances.set(name, {
          state: 'running',
          hasIpv6: true,
          hasAddOn: false,
          tags: new Set(),
          ports: new Map([
            [80, both()],
            [22, both()],
          ]),
        })
      }),
    DeleteInstance: ({ name }) => this.#delete(name),
    StartInstance: ({ name }) => this.#changeState(name, 'stopped', 'running'),
    StopInstance: ({ name }) => this.#changeState(name, 'running', 'stopped'),
    RebootInstance: ({ name }) => this.#changeState(name, 'running', 'running'),
    PutInstancePublicPorts: ({ name, port }) =>
      this.#on(name, (instance) => {
        instance.ports.clear()
        return this.#open(port, instance)
      }),
    OpenInstancePublicPorts: ({ name, port }) => this.#on(name, (instance) => this.#open(port, instance)),
    CloseInstancePublicPorts: ({ name, port }) =>
      this.#on(name, ({ ports }) => {
        ports.delete(port)
        return undefined
      }),
    SetIpAddressType: (step) => this.#setType(step),
    EnableAddOn: ({ name }) =>
      this.#on(name, (instance) => {
        instance.hasAddOn = true
        return undefined
      }),
    DisableAddOn: ({ name }) =>
      this.#on(name, (instance) => {
        if (!instance.hasAddOn) return 'OperationFailureException'
        instance.hasAddOn = false
        return undefined
      }),
    TagResource: ({ name, port }) =>
      this.keyPairs.has(name) ? undefined : this.#tag(name, (tags) => tags.add(`port-${port}`)),
    UntagResource: ({ name, port }) =>
      this.keyPairs.has(name) ? undefined : this.#tag(name, (tags) => tags.delete(`port-${port}`)),
    AllocateStaticIp: ({ name }) => this.#create(name, () => this.staticIps.set(name, undefined)),
    ReleaseStaticIp: ({ name }) => (this.staticIps.delete(name) ? undefined : 'NotFoundException'),
    AttachStaticIp: (step) => this.#attach(step),
    DetachStaticIp: ({ name }) => {
      if (!this.staticIps.has(name)) return 'NotFoundException'
      if (this.staticIps.get(name) === undefined) return 'OperationFailureException'
      this.staticIps.set(name, undefined)
      return undefined
    },
    ImportKeyPair: ({ name }) => this.#create(name, () => this.keyPairs.add(name)),
    DeleteKeyPair: ({ name }) => (this.keyPairs.delete(name) ? undefined : 'NotFoundException'),
  }

  /** The operations that the model has. */
  get operations(): string[] {
    return Object.keys(this.#operations)
  }

  /** Describes the whole account. */
  describe(): unknown {
    return {
      instances: Object.fromEntries(
        [...this.instances].map(([name, { state, tags, hasAddOn, ports }]) => [
          name,
          {
            state,
            hasAddOn,
            tags: [...tags].sort(),
            ports: [...ports].map(([port, versions]) => `${port} ${[...versions].sort().join('')}`).sort(),
          },
        ]),
      ),
      staticIps: Object.fromEntries([...this.staticIps].map(([name, attachedTo]) => [name, attachedTo ?? null])),
      names: this.names.sort(),
    }
  }
}
