import type { Rules } from '../behaviours.ts'
import type { Complain } from '../definitions/definition.ts'
import type { Read, Structure } from '../model/shape.ts'
import type { ResourceName } from '../world/resource.ts'
import type { AnyOperation, OperationContext, TextMember } from './operation.ts'

/** Declares an operation on the resources that its input names. The engine checks that all of them exist. */
export function onResources<const Shape extends Structure, Checked = Read<Shape>>(operation: {
  readonly name: string
  readonly input: Shape
  /** The members of the input that name resources, each with the resource's type, or `any`. */
  readonly named: { readonly [Member in TextMember<Shape>]?: NonNullable<ResourceName['type']> | 'any' }
  readonly authorizedOn: 'resources' | '*'
  check?(input: Read<Shape>, complain: Complain, rules: Rules): Checked
  run(context: OperationContext, checked: Checked): object | Promise<object>
}): AnyOperation {
  const { named, ...declared } = operation
  const members = Object.entries(named) as [string, NonNullable<ResourceName['type']> | 'any'][]
  return {
    check: (input: Read<Shape>) => input,
    ...declared,
    resources: (input: Readonly<Record<string, string | undefined>>) =>
      members.map(([member, type]) => ({ type: type === 'any' ? undefined : type, name: input[member] ?? '' })),
  } as unknown as AnyOperation
}
