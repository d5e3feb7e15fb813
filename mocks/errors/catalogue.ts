import type { Evidence } from './evidence.ts'
import { type SdkId, type SdkName, sdkNamesOf } from './sdk-names.ts'

/** The table that HTTP statuses are taken from. The two tables disagree. */
export type StatusCodes = 'documented' | 'model'

/** A row of the catalogue: all facts about one error of the service. */
export interface CatalogueEntry<Name extends string = string> {
  /** The exception's name, as SDKs report it. */
  readonly name: Name
  /** True for the eight errors that are documented for PutInstancePublicPorts, false for those common to all of AWS. */
  readonly documentedForPut: boolean
  /** The meaning, in the words of AWS's documentation. */
  readonly meaning: string
  /**
   * The HTTP status in the API reference, and in the service's model. They disagree for five of the eight. For errors that
   * are common to all services `model` follows AWS's newer page.
   */
  readonly status: Readonly<Record<StatusCodes, number>>
  /** The side that is at fault, as SDKs report it in `$fault`. */
  readonly fault: 'client' | 'server'
  /** The namespace in front of the name in `__type`; errors of AWS's front end carry that of their framework. */
  readonly namespace: string
  /** The member that carries the text. */
  readonly messageMember: 'message' | 'Message'
  /** The text when the cause gives no better one. */
  readonly message: string
  readonly code?: string
  readonly docs?: string
  readonly tip?: string
  /** True for each SDK whose default retry strategy sends the request again. */
  readonly retried: { readonly js: boolean; readonly botocore: boolean }
  /** Its name in the SDKs that it was measured with, and whether they have a class for it (evidence: experiment). */
  readonly sdkNames: Readonly<Record<SdkId, SdkName>>
  /** The condition under which the simulation answers with it, besides a fault. */
  readonly cause: string
  /** The evidence for the name, the meaning and the statuses. */
  readonly evidence: Evidence
  /** The evidence for the text. */
  readonly messageEvidence: Evidence
  readonly source: string
}

const API = 'https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PutInstancePublicPorts.html'
const COMMON = 'https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/CommonErrors.html'
const GUIDE = 'https://docs.aws.amazon.com/lightsail/latest/userguide'
const FRONT_END = 'seen on other AWS JSON services (DynamoDB, ECS); assumed for Lightsail'
const CORAL = 'com.amazon.coral.service#'
const NO_RETRY = { js: false, botocore: false }
const RETRY = { js: true, botocore: true }
const ONLY_FORCED = 'none: only a fault causes it'

type Unnamed<Name extends string> = Omit<CatalogueEntry<Name>, 'sdkNames'>
type Row<Name extends string> = Partial<Unnamed<Name>> &
  Pick<CatalogueEntry<Name>, 'name' | 'meaning' | 'message' | 'cause'>

/** Makes the row of one of the eight errors of PutInstancePublicPorts. `model` is its status in the service's model. */
function documented<const Name extends string>(model: number, row: Row<Name>): Unnamed<Name> {
  return {
    documentedForPut: true,
    status: { documented: 400, model },
    fault: 'client',
    namespace: '',
    messageMember: 'message',
    retried: NO_RETRY,
    evidence: 'documented',
    messageEvidence: 'assumed',
    source: API,
    ...row,
  }
}

/** Makes the row of an error that is common to all AWS services. */
function common<const Name extends string>(status: number, row: Row<Name>): Unnamed<Name> {
  return {
    documentedForPut: false,
    status: { documented: status, model: status },
    fault: status >= 500 ? 'server' : 'client',
    namespace: '',
    messageMember: 'message',
    retried: NO_RETRY,
    evidence: 'documented',
    messageEvidence: 'assumed',
    source: COMMON,
    ...row,
  }
}

const DOCUMENTED = [
  documented(403, {
    name: 'AccessDeniedException',
    meaning: 'The user cannot be authenticated or uses invalid credentials to access a resource.',
    message:
      'User: arn:aws:iam::123456789012:user/web is not authorized to perform: lightsail:PutInstancePublicPorts on resource: arn:aws:lightsail:us-east-1:123456789012:Instance/1db0681f-112d-46c1-870d-be281501f9da because no identity-based policy allows the lightsail:PutInstancePublicPorts action',
    cause: 'the policies of the principal do not allow the action, or deny it',
    messageEvidence: 'observed',
  }),
  documented(428, {
    name: 'AccountSetupInProgressException',
    meaning: 'The account is still in the setup in progress state.',
    message: 'Your account is still being set up. Please try again later.',
    cause: "the account's status is setup-in-progress",
  }),
  documented(400, {
    name: 'InvalidInputException',
    meaning: 'User input does not conform to the validation rules of an input field.',
    message: 'The input does not conform to the validation rules of an input field.',
    cause: 'the input breaks a validation rule; every violation is named with its path',
  }),
  documented(404, {
    name: 'NotFoundException',
    meaning: 'A resource cannot be found.',
    message: 'The resource does not exist.',
    code: 'DoesNotExist',
    cause: 'no instance of that name, or no operation of that id, in the Region that was called',
  }),
  documented(400, {
    name: 'OperationFailureException',
    meaning: 'An operation fails to execute.',
    message: 'The operation failed to execute.',
    cause: 'the instance is neither running nor stopped',
  }),
  documented(428, {
    name: 'RegionSetupInProgressException',
    meaning: 'An operation is performed on resources in an opt-in Region that is currently being set up.',
    message: 'The Region is still being set up.',
    docs: `${GUIDE}/understanding-regions-and-availability-zones-in-amazon-lightsail.html`,
    tip: 'Opt-in Regions typically take a few minutes to finish setting up before you can work with them. Wait a few minutes and try again.',
    cause: "the Region's status is setup-in-progress",
  }),
  documented(500, {
    name: 'ServiceException',
    meaning: 'A general service exception.',
    message: 'The service encountered an internal error.',
    status: { documented: 500, model: 500 },
    fault: 'server',
    retried: RETRY,
    cause: ONLY_FORCED,
  }),
  documented(401, {
    name: 'UnauthenticatedException',
    meaning: 'The user has not been authenticated.',
    message: 'The request carries no Authorization header.',
    cause: 'the request has no signature: no Authorization header, and none in its query (unless auth is off)',
  }),
] as const

const COMMON_TO_ALL = [
  common(400, {
    name: 'IncompleteSignature',
    status: { documented: 400, model: 403 },
    meaning: 'The request signature does not conform to AWS standards.',
    message: 'The request signature does not conform to AWS standards.',
    cause: 'with auth verify: a signature of which a part is missing or cannot be read',
  }),
  common(500, {
    name: 'InternalFailure',
    meaning: 'The request processing has failed because of an unknown error, exception or failure.',
    message: 'The request processing has failed because of an unknown error, exception or failure.',
    retried: RETRY,
    cause: ONLY_FORCED,
  }),
  common(400, {
    name: 'InvalidAction',
    meaning: 'The action or operation requested is invalid.',
    message: 'The action or operation requested is invalid. Verify that the action is typed correctly.',
    cause: ONLY_FORCED,
  }),
  common(403, {
    name: 'InvalidClientTokenId',
    meaning: 'The X.509 certificate or AWS access key ID provided does not exist in our records.',
    message: 'The security token included in the request is invalid.',
    cause: ONLY_FORCED,
  }),
  common(400, {
    name: 'NotAuthorized',
    status: { documented: 400, model: 401 },
    meaning: 'You do not have permission to perform this action.',
    message: 'You do not have permission to perform this action.',
    cause: ONLY_FORCED,
  }),
  common(403, {
    name: 'OptInRequired',
    meaning: 'The AWS access key ID needs a subscription for the service.',
    message: 'The AWS Access Key Id needs a subscription for the service',
    cause: ONLY_FORCED,
  }),
  common(400, {
    name: 'RequestExpired',
    meaning:
      'The request reached the service more than 15 minutes after the date stamp on the request or more than 15 minutes after the request expiration date, or the date stamp on the request is more than 15 minutes in the future.',
    message: 'The request has expired.',
    cause: ONLY_FORCED,
  }),
  common(503, {
    name: 'ServiceUnavailable',
    meaning: 'The request has failed due to a temporary failure of the server.',
    message: 'The request has failed due to a temporary failure of the server.',
    retried: RETRY,
    cause: ONLY_FORCED,
  }),
  common(400, {
    name: 'ThrottlingException',
    meaning: 'The request was denied due to request throttling.',
    message: 'Rate exceeded',
    retried: RETRY,
    cause: 'more calls of an action than the throttling option allows',
    messageEvidence: 'observed',
  }),
  common(400, {
    name: 'ValidationError',
    meaning: 'The input fails to satisfy the constraints specified by an AWS service.',
    message: 'The input fails to satisfy the constraints specified by an AWS service.',
    cause: ONLY_FORCED,
  }),
  common(403, {
    name: 'ExpiredTokenException',
    meaning: 'The security token included in the request is expired.',
    message: 'The security token included in the request is expired',
    namespace: CORAL,
    cause: 'with auth verify: temporary credentials whose expiration has passed',
  }),
  common(400, {
    name: 'UnrecognizedClientException',
    status: { documented: 400, model: 403 },
    meaning: 'The X.509 certificate or AWS access key ID provided does not exist in our records.',
    message: 'The security token included in the request is invalid.',
    namespace: CORAL,
    cause: 'an access key of no principal, where there are any; with auth verify also a wrong session token',
    evidence: 'observed',
    messageEvidence: 'observed',
    source: FRONT_END,
  }),
  common(400, {
    name: 'InvalidSignatureException',
    meaning: 'The signature that the service calculated is not the one in the request.',
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    namespace: CORAL,
    cause:
      'with auth verify: a signature of something else, another secret, Region, service or date, or of more than 15 minutes ago',
    evidence: 'observed',
    messageEvidence: 'observed',
    source: FRONT_END,
  }),
  common(400, {
    name: 'SerializationException',
    meaning: 'The request body is not JSON, or a member has a wrong type.',
    message: 'The request body could not be read.',
    namespace: CORAL,
    messageMember: 'Message',
    cause: 'the body is not JSON (no text, as on AWS), or a member has a wrong JSON type (the text names it)',
    evidence: 'observed',
    source: FRONT_END,
  }),
  common(404, {
    name: 'UnknownOperationException',
    meaning: 'The action or operation requested is invalid.',
    message: 'The operation is not known.',
    namespace: CORAL,
    cause: 'not a POST to / with the content type and an X-Amz-Target of an operation that is simulated',
    evidence: 'observed',
    source: 'a probe of lightsail.us-east-1 in 2026',
  }),
  common(400, {
    name: 'MalformedHttpRequestException',
    meaning: 'Problems with the request at the HTTP level.',
    message: 'The request is malformed at the HTTP level.',
    namespace: CORAL,
    cause: ONLY_FORCED,
  }),
  common(400, {
    name: 'RequestAbortedException',
    meaning: 'The request was aborted before a reply was sent.',
    message: 'The request was aborted.',
    namespace: CORAL,
    cause: ONLY_FORCED,
  }),
  common(413, {
    name: 'RequestEntityTooLargeException',
    meaning: 'The request entity is too large.',
    message: 'The request body is larger than 1 MiB (1048576 bytes).',
    namespace: CORAL,
    cause: 'a body over 1 MiB',
  }),
  common(408, {
    name: 'RequestTimeoutException',
    meaning: 'Reading the request timed out.',
    message: 'Reading the request timed out.',
    namespace: CORAL,
    retried: { js: true, botocore: false },
    cause: ONLY_FORCED,
  }),
] as const

/** An error that PutInstancePublicPorts documents. */
export type DocumentedErrorName = (typeof DOCUMENTED)[number]['name']
/** Any error of the catalogue. */
export type ErrorName = DocumentedErrorName | (typeof COMMON_TO_ALL)[number]['name']

/**
 * Lists every error that the simulation can answer with: the eight that are documented for PutInstancePublicPorts, then
 * those common to all actions.
 *
 * @example
 * for (const { name, meaning } of errorCatalogue) console.log(name, meaning)
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PutInstancePublicPorts.html
 */
export const errorCatalogue: readonly CatalogueEntry<ErrorName>[] = [...DOCUMENTED, ...COMMON_TO_ALL].map((entry) => ({
  ...entry,
  sdkNames: sdkNamesOf(entry.name, entry.code, entry.documentedForPut),
}))

const BY_NAME: ReadonlyMap<string, CatalogueEntry<ErrorName>> = new Map(
  errorCatalogue.map((entry) => [entry.name, entry]),
)

/** Returns the row of an error. @throws {TypeError} if the catalogue has no such error */
export function catalogueEntry(name: ErrorName): CatalogueEntry<ErrorName> {
  const entry = BY_NAME.get(name)
  if (entry === undefined) throw new TypeError(`Failed to find an error: ${JSON.stringify(name)} ${NO_SUCH_ERROR}.`)
  return entry
}

/** Tells whether the catalogue has an error of that name. */
export function isErrorName(name: string): name is ErrorName {
  return BY_NAME.has(name)
}

/** The text that follows an unknown name in an error message. */
export const NO_SUCH_ERROR: string = `is not in the catalogue of errors. Use one of ${[...BY_NAME.keys()].join(', ')}`
