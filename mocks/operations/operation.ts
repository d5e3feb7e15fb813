import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import { isReadOperation } from '../model/port-operations.ts'
import type { Read, Structure } from '../model/shape.ts'
import type { Instance, InstanceState } from '../world/instance.ts'
import type { ResourceName } from '../world/resource.ts'
import type { World } from '../world/world.ts'

/** The context that an operation runs in. */
export interface OperationContext {
  readonly world: World
  /** The Region that was called. */
  readonly region: string
  /** The time that an instance takes to boot. */
  readonly bootTime: BootTime
  /** The operation ends only so many milliseconds later, and may fail. */
  readonly slowly?: { readonly ms: number; readonly fails: boolean } | undefined
  /** The answer is that before the last change. */
  readonly isStale?: boolean
}

/** The times from one state of an instance to the next, in milliseconds. */
export interface BootTime {
  /** From `pending` or `starting` to `running`, and from `stopping` to `stopped`. */
  readonly state: number
  /** From `running` to a public IPv4 address. */
  readonly address: number
  /** From `running` to ports that can be changed. */
  readonly ports: number
}

/** One simulated action as the engine sees it: the types of its input are erased. */
export interface AnyOperation {
  readonly name: string
  readonly input: Structure
  /**
   * The resource that AWS authorizes it on: the instance that it names, all `resources` that it names, or `*` for an
   * action without resource-level control.
   */
  readonly authorizedOn: 'instance' | 'resources' | '*'
  /** Reads the resources other than the one instance that the input names. All of them must exist. */
  readonly resources?: ((input: object) => readonly ResourceName[]) | undefined
  /** The states that its instance may be in. Default: any. */
  readonly states?: readonly InstanceState[] | undefined
  /** Completes "You can only …" in the error about a wrong state. Default: what changes ports. */
  readonly purpose?: string | undefined
  /** Reads the name of its instance from the input; `undefined` for an operation that is on no single instance. */
  readonly instanceName?: ((input: object) => string) | undefined
  /** Reads the input further and complains of all that breaks a validation rule. */
  check(input: object, complain: Complain, rules: Rules): unknown
  /** Checks what depends on the instance, such as its IP versions. `instance` is `undefined` if it does not exist. */
  checkOn?(checked: unknown, instance: Instance | undefined, complain: Complain, rules: Rules): unknown
  /**
   * Carries the action out. `instance` is the one that the input names, if the action is on an instance. It returns a
   * promise only if it needs the platform's crypto, which is never synchronous.
   */
  run(context: OperationContext, checked: unknown, instance: Instance | undefined): object | Promise<object>
}

/** The members of an input that hold a text: one of them names the instance. */
export type TextMember<Shape extends Structure> = {
  readonly [Name in keyof Shape['members']]: Shape['members'][Name] extends { readonly type: 'string' } ? Name : never
}[keyof Shape['members']]

/** An operation on one instance. */
interface InstanceOperation<Shape extends Structure, Checked> {
  readonly name: string
  readonly input: Shape
  /** The member of the input that names the instance. */
  readonly instanceIn: TextMember<Shape>
  readonly authorizedOn: 'instance' | '*'
  readonly states?: AnyOperation['states']
  readonly purpose?: AnyOperation['purpose']
  check?(input: Read<Shape>, complain: Complain, rules: Rules): Checked
  checkOn?(checked: Checked, instance: Instance | undefined, complain: Complain, rules: Rules): Checked
  run(context: OperationContext, checked: Checked, instance: Instance): object | Promise<object>
}

/** Declares an operation on one instance. The engine finds the instance before it runs. */
export function onInstance<const Shape extends Structure, Checked = Read<Shape>>(
  operation: InstanceOperation<Shape, Checked>,
): AnyOperation {
  const { instanceIn, ...declared } = operation
  return {
    check: (input: Read<Shape>) => input,
    ...declared,
    instanceName: (input: Readonly<Record<string, string | undefined>>) => input[instanceIn as string] ?? '',
    run(context: OperationContext, checked: Checked, instance: Instance | undefined) {
      if (instance === undefined) throw new TypeError(`${operation.name} was run without its instance`)
      const isStaleRead = context.isStale === true && isReadOperation(operation.name)
      return operation.run(context, checked, isStaleRead ? { ...instance, rules: instance.previousRules } : instance)
    },
  } as unknown as AnyOperation
}

/** Declares an operation on the account or a Region of it. */
export function onAccount<const Shape extends Structure, Checked = Read<Shape>>(operation: {
  readonly name: string
  readonly input: Shape
  check?(input: Read<Shape>, complain: Complain, rules: Rules): Checked
  run(context: OperationContext, checked: Checked): object | Promise<object>
}): AnyOperation {
  return {
    authorizedOn: '*',
    check: (input: Read<Shape>) => input,
    ...operation,
  } as unknown as AnyOperation
}
