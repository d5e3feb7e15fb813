import type { NamedResource } from './resource.ts'

/** A snapshot of an instance. It outlives its instance, and has no rules: an instance made from it has default ones. */
export interface InstanceSnapshot extends NamedResource {
  state: 'pending' | 'available'
  readonly fromInstanceName: string
  readonly fromInstanceArn: string
  readonly fromBlueprintId: string
  readonly fromBundleId: string
}
