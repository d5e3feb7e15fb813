import type { InspectorFacts } from '../facts.ts'
import { api, type InstanceView } from './api.ts'
import { CallStore, type StoredCall } from './call-store.ts'
import { el } from './dom.ts'

/** The views of the page, which its address names. */
export type ViewName = 'instances' | 'calls' | 'faults' | 'world' | 'explain' | 'entries'

/** A view of the page. */
export interface View {
  readonly element: HTMLElement
  /** Shows what there is now. */
  render(): void
}

/** The last call that changed the ports of an instance. */
export type LastChange = StoredCall & { readonly ports: NonNullable<StoredCall['ports']> }

/** The state that the views share: the calls, the instances, and ways to each other. */
export class Inspector {
  readonly facts: InspectorFacts
  readonly calls: CallStore = new CallStore()
  instances: readonly InstanceView[] = []
  /** True once the mock has told of its instances. */
  isLoaded = false
  /** By Region and name. */
  readonly lastChanges: Map<string, LastChange> = new Map()
  /** Reads a text out to those who do not see the page. */
  readonly status: HTMLElement = el('p', { class: 'unseen', role: 'status' })
  readonly #listeners = new Map<string, () => void>()
  #instancesText = ''
  #isAsking = false
  #askAgain = false

  constructor(facts: InspectorFacts) {
    this.facts = facts
  }

  /** Calls a function when something of that name has happened. */
  on(event: 'instances' | 'calls' | 'world', listener: () => void): void {
    const before = this.#listeners.get(event)
    this.#listeners.set(event, () => {
      before?.()
      listener()
    })
  }

  emit(event: 'instances' | 'calls' | 'world'): void {
    this.#listeners.get(event)?.()
  }

  announce(text: string): void {
    this.status.textContent = text
  }

  addCall(json: string): StoredCall {
    const call = this.calls.add(json)
    if (call.ports !== undefined)
      this.lastChanges.set(keyOf({ region: call.region, name: call.instanceName }), call as LastChange)
    return call
  }

  forgetCalls(): void {
    this.calls.clear()
    this.lastChanges.clear()
  }

  /** Asks for the instances; one question at a time, and once more if something has happened meanwhile. */
  async refreshInstances(): Promise<void> {
    if (this.facts.mode !== 'serve') return
    this.#askAgain = this.#isAsking
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      const instances = await api.instances()
      const text = JSON.stringify(instances)
      if (text !== this.#instancesText || !this.isLoaded) {
        this.#instancesText = text
        this.instances = instances
        this.isLoaded = true
        this.emit('instances')
      }
    } catch {
      // The state of the connection is shown beside the heading.
    } finally {
      this.#isAsking = false
    }
    if (this.#askAgain) await this.refreshInstances()
  }

  /** Opens a view, as if its link had been followed. */
  go(view: ViewName): void {
    location.hash = view
  }
}

/** Names an instance: every Region may have one of that name. */
export function keyOf({ region, name }: Pick<InstanceView, 'region' | 'name'>): string {
  return `${region}/${name}`
}
