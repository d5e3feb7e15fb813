import type { LightsailService, ServiceOptions } from '../../../mocks/server/index.ts'
import type { Expectation } from './expectation.ts'

/** The keys that a consumer signs with in a situation. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

/** Something that may happen to a consumer. */
export interface Situation {
  /** `commit-then-drop` */
  readonly name: string
  /** Says in a line what happens. */
  readonly title: string
  /** The right outcome. */
  readonly expects: Expectation
  /** Makes the service that the consumer meets. */
  readonly service: (credentials: Credentials) => ServiceOptions
  /** Prepares the service further, before the consumer starts. */
  readonly arrange?: (service: LightsailService) => void
}
