import type { Service } from '../../../mocks/doors/index.ts'
import type { LightsailService, ServiceOptions } from '../../../mocks/server/index.ts'
import type { Expectation } from './expectation.ts'

/** The keys that a consumer signs with in a situation. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Only in situations that are about temporary credentials. */
  readonly sessionToken: string | undefined
  /** The keys that a consumer gets when it asks for others; only where there are any. */
  readonly fresh?: Omit<Credentials, 'fresh'> | undefined
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
  /** Puts something between the consumer and the service. */
  readonly wrap?: (service: LightsailService) => Service
  /** The keys come with a session token. Only consumers that send it are judged. */
  readonly hasToken?: true
  /** The consumer can get fresh keys: by `refreshCredentials`, or from AWS_CONTAINER_CREDENTIALS_FULL_URI. */
  readonly isRefreshable?: true
  /** The consumer is started twice at the same time. */
  readonly isTwice?: true
}
