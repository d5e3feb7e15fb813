/** The method that console.log calls, in Node and in the runtimes that follow it. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

type Inspect = (value: unknown, options: object) => string

/**
 * Lets console.log show a summary of the objects of a class, whose state is private.
 *
 * @example
 * showAs(Instances, 'Instances', (instances) => [...instances])
 */
export function showAs<T extends object>(
  owner: { readonly prototype: T },
  name: string,
  summarise: (object: T) => unknown,
): void {
  Object.defineProperty(owner.prototype, INSPECT, {
    value(this: T, _depth: number, options: object, inspect?: Inspect): unknown {
      const summary = summarise(this)
      return inspect === undefined ? summary : `${name} ${inspect(summary, options)}`
    },
  })
}
