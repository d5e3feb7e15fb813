import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextPlace, TextStore } from '../../../mocks/runtime/text-store.ts'
import { randomRuns } from '../../support/budget.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  // Half of a surrogate pair, a byte order mark, and texts that need several segments.
  fc.constantFrom('\ud800', 'a\udc00b', '\ufeff{}', ''),
  fc.integer({ min: 10_000, max: 70_000 }).map((length) => 'é'.repeat(length)),
)

test('each text is read as it was kept, while the oldest are dropped and their places are used again', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (texts, most) => {
      const store = new TextStore()
      const kept: { readonly place: TextPlace; readonly text: string }[] = []
      for (const one of texts) {
        const oldest = kept.length === most ? kept.shift() : undefined
        if (oldest !== undefined) store.drop(oldest.place)
        const place = oldest?.place ?? new TextPlace()
        store.put(place, one)
        kept.push({ place, text: one })
        expect(kept.map((each) => store.get(each.place))).toEqual(kept.map((each) => each.text))
      }
    }),
    { numRuns: randomRuns(1000) },
  )
})

test('an empty text at the start leaves room for the texts that take its place', () => {
  const store = new TextStore()
  const places = [new TextPlace(), new TextPlace()]
  for (const [index, one] of ['', 'é', 'é'.repeat(20_000), 'é'.repeat(20_000)].entries()) {
    const place = places[index % 2] ?? new TextPlace()
    store.drop(place)
    store.put(place, one)
    expect(store.get(place)).toBe(one)
  }
})

test('a store that drops its oldest text for each new one needs no more memory', () => {
  const store = new TextStore()
  const places = Array.from({ length: 1000 }, () => new TextPlace())
  const buffers = new Set<unknown>()
  for (let count = 0; count < 100_000; count++) {
    const place = places[count % places.length] ?? new TextPlace()
    store.drop(place)
    store.put(place, `the text of call ${count}`)
    buffers.add(place.segment)
  }
  expect(buffers.size).toBeLessThan(6)
})
