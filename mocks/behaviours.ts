import type { Evidence } from './errors/index.ts'

/** One rule of the simulation: what it does, and how that is known. */
export interface Behaviour {
  readonly id: string
  readonly does: string
  readonly evidence: Evidence
  readonly source: string
  /** The option of `createLightsail` that the rule belongs to, if any. */
  readonly option?: string
  /** The possible answers, if the evidence allows several: `rules: { 'put-empty': 'refuse' }` chooses one. */
  readonly choices?: Readonly<Record<string, string>>
  /** The choice that holds if none is made. */
  readonly default?: string
}

const API =
  'https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PutInstancePublicPorts.html (API reference)'
const MODEL = "the service's Smithy model"
const CLI = "the AWS CLI reference's examples"
const GUIDE =
  'https://docs.aws.amazon.com/lightsail/latest/userguide/understanding-firewall-and-port-mappings-in-amazon-lightsail.html (user guide)'
const RESOURCE_GUIDE = 'https://docs.aws.amazon.com/lightsail/latest/userguide/ (user guide, some 30 pages)'
const PULUMI = 'https://github.com/pulumi/pulumi-aws/issues/1511'
const NOTHING = 'no evidence was found'
const SIGV4 = 'IAM user guide, Signature Version 4'
const IAM = 'IAM user guide, policy evaluation'
const COMMON = 'API reference, common errors'
const FRONT_END = 'seen on other AWS JSON services'

/** Makes a row. */
function rule<const Id extends string>(
  id: Id,
  does: string,
  evidence: Evidence,
  source: string,
  option?: string,
): Omit<Behaviour, 'id' | 'choices' | 'default'> & { readonly id: Id } {
  return { id, does, evidence, source, ...(option !== undefined && { option }) }
}

/** Makes a row with several possible answers. */
function ruleWithChoices<const Id extends string, const Choices extends Readonly<Record<string, string>>>(
  id: Id,
  does: string,
  evidence: Evidence,
  source: string,
  choices: Choices,
  chosen: keyof Choices & string,
): Omit<Behaviour, 'id' | 'choices' | 'default'> & {
  readonly id: Id
  readonly choices: Choices
  readonly default: keyof Choices & string
} {
  return { id, does, evidence, source, choices, default: chosen }
}

const ROWS = [
  rule('put-replaces', 'Put leaves exactly the rules of the request; every other rule is closed', 'documented', API),
  ruleWithChoices(
    'put-empty',
    'A Put of no rules closes everything',
    'observed',
    'a public tool removes its rules with such a Put; no reply was recorded',
    { 'close-all': 'closes everything', refuse: 'is an InvalidInputException' },
    'close-all',
  ),
  rule(
    'open-adds',
    'Open adds a rule, or addresses to the rule of the same protocol and range; it never closes',
    'documented',
    API,
  ),
  ruleWithChoices(
    'close-by',
    'Close removes the addresses that it names, and the rule with its last one',
    'observed',
    `scripts of 2026; one report of 2021 says otherwise: ${PULUMI}`,
    { addresses: 'removes the addresses that it names', rule: 'removes the whole rule, whatever it names' },
    'addresses',
  ),
  rule('close-rule', 'Close without addresses removes the whole rule', 'observed', 'scripts of 2026'),
  rule('close-not-open', 'Closing what is not open succeeds and changes nothing', 'assumed', NOTHING),
  rule('one-operation', 'Put, Open and Close answer with one operation, not with a list', 'model', MODEL),
  rule(
    'operation-terminal',
    'The operation of Open and Close is terminal at once: Succeeded, statusChangedAt equal to createdAt',
    'documented',
    CLI,
  ),
  rule('operation-terminal-put', 'So is the operation of Put', 'observed', 'five recorded replies of 2021'),
  rule('operation-details', 'operationDetails of Open and Close is port/protocol: 22/tcp', 'documented', CLI),
  ruleWithChoices(
    'put-details',
    'operationDetails of Put joins its rules in the order sent, in lower case: 22/tcp,443/tcp,8--1/icmp (ICMP as type-code)',
    'observed',
    'five recorded replies of 2021',
    { join: 'joins the rules', none: 'is empty' },
    'join',
  ),
  rule(
    'details-of-ranges',
    'operationDetails names a range as 8000-8080/udp, everything as 0-65535/all, and all of ICMP as -1--1/icmp',
    'assumed',
    NOTHING,
  ),
  rule(
    'operations-recorded',
    'GetOperation, GetOperationsForResource and GetOperations find operations by id, by resource and by Region, in that Region',
    'documented',
    API,
  ),
  rule(
    'operations-paged',
    'GetOperations and GetOperationsForResource give 200 a page, oldest first',
    'documented',
    API,
  ),
  rule('instances-paged', 'GetInstances gives 100 a page', 'assumed', 'the model pages; the size is not known'),
  rule('page-token-unknown', 'A pageToken that no page gave is an InvalidInputException', 'assumed', NOTHING),
  rule(
    'page-token-empty',
    'An empty pageToken gives the first page',
    'observed',
    'public programs send it, such as one that changes the address of an instance',
  ),
  rule(
    'regions-listed',
    "GetRegions lists the Regions of the model's RegionName; zones only when asked for",
    'model',
    MODEL,
  ),
  rule(
    'anywhere',
    'A rule without addresses is open to 0.0.0.0/0 and ::/0, as far as the instance has these IP versions',
    'assumed',
    'inferred from several tools',
  ),
  ruleWithChoices(
    'default-ipv6',
    'On a dual-stack instance a rule without addresses is open to ::/0, too',
    'assumed',
    'inferred from several tools',
    { both: 'opens IPv4 and IPv6', 'ipv4-only': 'opens IPv4 alone' },
    'both',
  ),
  rule(
    'only-given',
    'A rule with any address is open to these only; lists that were not given read back as []',
    'assumed',
    'inferred from several tools',
  ),
  rule('icmp-versions', 'icmp without addresses opens IPv4 only, icmpv6 IPv6 only', 'observed', 'recorded read-backs'),
  rule('all-reads-back', 'Protocol all reads back as -1 with ports 0 to 65535', 'observed', 'recorded read-backs'),
  rule(
    'ports-default',
    'Omitted ports are 0 and read back as numbers; all may leave out any part of 0 to 65535',
    'model',
    `${MODEL}; what the Go SDK sends`,
  ),
  rule('bare-address', 'A bare address is allowed', 'documented', API),
  rule(
    'bare-address-read-back',
    'A bare address reads back as /32 or /128; host bits are masked; IPv6 in its short form',
    'assumed',
    NOTHING,
  ),
  rule('protocol-case', 'An upper-case protocol is accepted and lowered', 'documented', CLI),
  ruleWithChoices(
    'same-rule',
    'Two rules of the same protocol and range become one that is open to the addresses of both',
    'assumed',
    'public scripts send such pairs',
    { merge: 'makes one rule of both', refuse: 'is an InvalidInputException' },
    'merge',
  ),
  ruleWithChoices(
    'everybody-beside-another',
    '0.0.0.0/0 beside another source is refused: another entry of cidrs or an alias, in the same rule or in another one of the same protocol and range',
    'observed',
    "the console's own Put was refused with this text; a public driver guards against it",
    { refuse: 'is an InvalidInputException', accept: 'succeeds, and both read back' },
    'refuse',
  ),
  ruleWithChoices(
    'everybody-beside-another-ipv6',
    '::/0 beside another entry of ipv6Cidrs is refused likewise',
    'assumed',
    'only the refusal for IPv4 was observed',
    { refuse: 'is an InvalidInputException', accept: 'succeeds, and both read back' },
    'refuse',
  ),
  ruleWithChoices(
    'open-on-everybody',
    'Open of an address on a rule that is open to everybody succeeds and changes nothing',
    'assumed',
    NOTHING,
    { accept: 'succeeds and changes nothing', refuse: 'is an InvalidInputException' },
    'accept',
  ),
  ruleWithChoices(
    'open-everybody-on-another',
    'Open to everybody on a rule with other sources widens it: it reads back as open to everybody alone',
    'assumed',
    NOTHING,
    { widen: 'widens the rule', refuse: 'is an InvalidInputException' },
    'widen',
  ),
  ruleWithChoices(
    'source-limit',
    'A rule has at most 60 addresses of each IP version; more are an InvalidInputException',
    'documented',
    `${GUIDE}; that it is counted for each rule, and the text, are assumed`,
    { '60': 'refuses more than 60', none: 'sets no limit' },
    '60',
  ),
  rule(
    'round-trip',
    'What GetInstancePortStates answers can be put again as it is, and changes nothing',
    'observed',
    'programs that read, change one rule and put the lot',
  ),
  rule(
    'default-ports',
    'A fresh instance has the rules of its blueprint: Linux 22 and 80; applications also 443; Windows 22, 80, 3389; cPanel 22, 53 (tcp, udp), 80, 443, 2078, 2083, 2087, 2089; Plesk 22, 53 (tcp, udp), 80, 443, 8443, 8447',
    'documented',
    GUIDE,
  ),
  rule(
    'default-ports-order',
    'The default rules read back in the order 80, 22 on Linux, and 80, 22, 443 on WordPress',
    'observed',
    'recorded read-backs: two of Linux, one of WordPress',
  ),
  rule(
    'user-names',
    'The user name is that of the blueprint: ubuntu, admin (Debian), centos, ec2-user, bitnami, Administrator; cPanel centos, Plesk ubuntu',
    'documented',
    RESOURCE_GUIDE,
  ),
  rule(
    'access-from',
    'GetInstance names the source of a rule: Anywhere (…), or Custom; accessType is public in lower case',
    'observed',
    'recorded read-backs; Custom is documented',
  ),
  rule(
    'auth-presence',
    'A request without a signature, in its Authorization header or its query, is an UnauthenticatedException',
    'assumed',
    'the documented meaning',
    'auth',
  ),
  rule(
    'principal-by-scope',
    'A call is made by the principal whose access key its credential scope names; without principals anyone may do all',
    'documented',
    SIGV4,
  ),
  rule(
    'access-key-unknown',
    'An access key of no principal is an UnrecognizedClientException',
    'observed',
    FRONT_END,
    'auth',
  ),
  rule(
    'signature-verified',
    'A signature that is not that of the request and the secret is an InvalidSignatureException',
    'observed',
    FRONT_END,
    'auth',
  ),
  rule(
    'signature-headers',
    'The headers that SignedHeaders names are verified, host among them, and no others',
    'documented',
    SIGV4,
  ),
  rule(
    'signature-incomplete',
    'A signature of which a part is missing or unreadable is an IncompleteSignature that names all such parts',
    'observed',
    `${FRONT_END}; the name is that of Lightsail's page of common errors`,
  ),
  rule(
    'signature-scope',
    'A credential scope of another Region, service, date or end is an InvalidSignatureException that says which',
    'documented',
    SIGV4,
  ),
  rule(
    'signature-age',
    'A signature of more than 15 minutes ago, or ahead, is an InvalidSignatureException ("Signature expired", "not yet current")',
    'documented',
    "the texts: IAM user guide; 15 minutes: Lightsail's page of common errors; 5 were seen elsewhere",
  ),
  rule('presigned', 'A signature may stand in the query, and is good for X-Amz-Expires seconds', 'documented', SIGV4),
  rule(
    'unsigned-payload',
    'x-amz-content-sha256: UNSIGNED-PAYLOAD leaves the body out of the signature',
    'assumed',
    'documented for Amazon S3',
  ),
  rule(
    'session-token',
    'A session token that is wrong, missing or not asked for is an UnrecognizedClientException',
    'observed',
    FRONT_END,
  ),
  rule('token-expired', 'Expired temporary credentials are an ExpiredTokenException', 'documented', COMMON),
  rule(
    'access-denied',
    'What no identity-based policy allows is an AccessDeniedException, and what one denies whatever others allow',
    'documented',
    IAM,
  ),
  rule(
    'access-denied-text',
    'The text of Put, Open and Close names the principal, the action and the ARN of the instance, and says that no policy allows it',
    'observed',
    'an AccessDeniedException of PutInstancePublicPorts, recorded in 2023',
  ),
  rule(
    'access-denied-reads-text',
    'The text of a read names everything in the Region as its resource: arn:aws:lightsail:REGION:ACCOUNT:*',
    'observed',
    'an AccessDeniedException recorded in 2019',
  ),
  rule(
    'access-denied-explicit-text',
    'For an explicit deny the text says so',
    'assumed',
    `${IAM}: the same words, with a resource`,
  ),
  rule(
    'access-by-tag',
    'Put, Open and Close are allowed or denied by the ARN and the tags of the instance that instanceName names',
    'documented',
    API,
  ),
  ruleWithChoices(
    'access-reads',
    'Reads have no resource-level control: their resource is *, and they know no tags of it',
    'documented',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlightsail.html; the text of 2019 names the account',
    {
      star: 'a policy allows reads on * alone',
      account: 'a policy allows reads on arn:aws:lightsail:REGION:ACCOUNT:*, too',
    },
    'star',
  ),
  rule(
    'access-missing',
    'A missing instance has an ARN for its name and no tags, so that it can be denied like any other',
    'assumed',
    NOTHING,
  ),
  rule('access-root', 'A root user may do everything', 'documented', IAM),
  rule(
    'access-https',
    'aws:SecureTransport is true through every door',
    'assumed',
    'the real endpoints answer HTTPS alone',
  ),
  rule(
    'throttling',
    'A principal without a token for an action gets a ThrottlingException, "Rate exceeded"; one bucket for each of them',
    'assumed',
    'the error is documented; how it is counted is not known',
    'throttling',
  ),
  rule(
    'account-setup',
    'An account that is being set up answers with AccountSetupInProgressException',
    'documented',
    API,
  ),
  rule('region-setup', 'A Region that is being set up answers with RegionSetupInProgressException', 'documented', API),
  rule('setup-answers-all', 'While it is being set up, every operation is answered so', 'assumed', NOTHING),
  rule(
    'one-region',
    'An instance is found only in its own Region: NotFoundException elsewhere',
    'documented',
    'user guide, Regions and Availability Zones',
  ),
  rule(
    'not-found-text',
    'The text of a missing instance is "The Instance does not exist: NAME", the code DoesNotExist',
    'observed',
    'the form of recorded texts ("The StaticIp does not exist: NAME"); a public tool relies on the code for GetInstance, GetInstancePortStates and Put',
  ),
  rule(
    'instance-state',
    'Ports change while an instance is running or stopped; else OperationFailureException',
    'observed',
    'a Put on a pending instance was refused on a real account in 2026; one report of 2025 names the class',
  ),
  rule(
    'instance-state-text',
    'Its text is "You can only … when the target instance is running or stopped. The current state of your instance is: pending"',
    'assumed',
    'the wording of sibling operations: observed on AttachDisk',
  ),
  rule('all-violations', 'InvalidInputException names every violation, each with its path', 'assumed', NOTHING),
  ruleWithChoices(
    'name-pattern',
    'instanceName has 2 to 255 letters, digits, ., - and _, with a letter or digit at both ends',
    'documented',
    `${RESOURCE_GUIDE}; the text is observed`,
    { guide: 'accepts dots, as the user guide says', model: 'accepts \\w[\\w\\-]*\\w, as the model says' },
    'guide',
  ),
  rule('required', 'instanceName, portInfos and portInfo are required', 'documented', API),
  rule('protocol-required', 'The protocol of a rule is required', 'assumed', NOTHING),
  rule('protocols', 'The protocol is tcp, udp, icmp, icmpv6 or all; icmp6 is refused by name', 'model', MODEL),
  rule('port-range', 'tcp and udp take 0 to 65535, the first port not above the last', 'documented', API),
  rule(
    'icmp-range',
    'icmp and icmpv6 take a type as the first port and a code as the last, -1 for all',
    'documented',
    API,
  ),
  rule('icmp-limits', 'Types and codes of ICMP go up to 255', 'assumed', "the protocol's own limit"),
  rule('icmp-lists', 'icmp takes no ipv6Cidrs, icmpv6 no cidrs', 'assumed', 'each opens one IP version only: observed'),
  ruleWithChoices(
    'all-range',
    'all takes any range of ports',
    'documented',
    `${GUIDE}: "specify your own ports"`,
    { any: 'takes any range', whole: 'takes 0 to 65535, or no ports' },
    'any',
  ),
  rule('address-lists', 'cidrs takes IPv4 addresses and blocks, ipv6Cidrs those of IPv6', 'documented', API),
  rule(
    'address-list-hint',
    'An address in the list of the other version is refused with the name of its own',
    'assumed',
    NOTHING,
  ),
  rule('aliases', 'The only cidrListAlias is lightsail-connect', 'documented', API),
  ruleWithChoices(
    'ip-versions',
    'Addresses of an IP version that the instance does not have are refused',
    'assumed',
    `${GUIDE}: an IPv6-only instance has no IPv4 firewall; the refusal is assumed: two public programs send ::/0 to every instance`,
    { refuse: 'is an InvalidInputException', ignore: 'ignores these addresses, and rules without others' },
    'refuse',
  ),
  rule('wrong-type', 'A member of a wrong JSON type is a SerializationException', 'assumed', FRONT_END),
  rule('null-is-absent', 'A member that is null counts as absent', 'assumed', FRONT_END),
  rule(
    'unknown-members',
    'Members that the model does not have are ignored; the call journal names them',
    'assumed',
    FRONT_END,
  ),
  rule(
    'not-simulated',
    'Any other operation is an UnknownOperationException, 404, that lists the simulated ones',
    'assumed',
    'our choice: never a silent success; the status was observed: a probe of lightsail.us-east-1 in 2026',
  ),
  rule(
    'error-body',
    'Errors carry __type without a namespace, code, docs, message and tip',
    'observed',
    'recorded InvalidInputException',
  ),
  rule(
    'error-status',
    'The HTTP status of an error is that of the API reference',
    'documented',
    `${API}; the model says otherwise for five of eight`,
    'statusCodes',
  ),
  rule(
    'check-order',
    'The checks have one order: fault, size, target, JSON, authentication, throttling, account, Region, input, authorization, existence, state',
    'assumed',
    NOTHING,
  ),
  rule(
    'malformed-json',
    'A body that is not JSON in UTF-8 is a SerializationException without a text',
    'assumed',
    FRONT_END,
  ),
  rule('duplicate-members', 'Of a member that comes twice the last one counts', 'assumed', NOTHING),
  rule('too-large', 'A body over 1 MiB is a RequestEntityTooLargeException, 413', 'assumed', NOTHING),
  rule(
    'not-a-call',
    'A request that is not a POST to / with the content type and a target is an UnknownOperationException, 404',
    'observed',
    "a probe of lightsail.us-east-1 in 2026; AWS's newer page of common errors has 404, too",
  ),
  rule(
    'read-back-order',
    'A rule reads back as fromPort, toPort, protocol, state, cidrs, ipv6Cidrs, cidrListAliases, in this order',
    'observed',
    'recorded read-backs',
  ),
  rule(
    'state-codes',
    'GetInstanceState and GetInstance give the codes of EC2 beside the names of the states: 0, 16, 32, 64, 80',
    'assumed',
    'running is 16 in the AWS CLI reference',
  ),
  rule('instance-arn', 'The ARN of an instance names a UUID, not the instance', 'documented', CLI),
  rule(
    'create-instances',
    'CreateInstances starts one operation for each name; the instances are pending, and running once they have booted',
    'documented',
    CLI,
  ),
  rule(
    'boot-time',
    'An instance boots, starts and stops in no time, or in bootTime on the clock; its address and its ports can come later',
    'observed',
    'a Put on a pending instance was refused on a real account in 2026, and accepted when it was running',
  ),
  rule('create-ports', 'An instance that is created has the rules of its blueprint', 'documented', GUIDE),
  rule(
    'create-names',
    'A name in use is an InvalidInputException with the code NameExists, "Some names are already in use: NAME"; nothing is created',
    'observed',
    'a recorded InvalidInputException',
  ),
  rule(
    'names-shared',
    'Instances, static IP addresses and key pairs of a Region share their names',
    'observed',
    'four reports: the key pair of a program took the name of its instance, a static IP address that of another; https://github.com/hashicorp/terraform-provider-aws/pull/9008',
  ),
  rule('create-zone', 'An Availability Zone of another Region is an InvalidInputException', 'assumed', NOTHING),
  rule(
    'create-hardware',
    'An unknown blueprint or bundle is an InvalidInputException, and so is a bundle that the blueprint or the IP address type cannot have',
    'assumed',
    NOTHING,
  ),
  rule(
    'create-retired',
    'CreateInstances takes retired blueprints and bundles, too: older versions of a known family, and the bundles of 2016 to 2023',
    'assumed',
    `${API}: they are "not necessarily available"; public programs name them`,
  ),
  rule(
    'bundles',
    'GetBundles lists the bundles of 2026-11, with inactive ones only when asked for',
    'documented',
    `${CLI}: the first three; the others are those of the price list`,
  ),
  rule(
    'blueprints',
    'GetBlueprints lists the blueprints of 2026-11, with inactive ones only when asked for',
    'documented',
    `${CLI}: three of them; the others are in the user guide and in public CDK libraries`,
  ),
  rule(
    'instance-hardware',
    'GetInstance has the hardware and the traffic of the bundle, with one system disk of 3 IOPS for each GiB',
    'documented',
    CLI,
  ),
  rule(
    'instance-addresses',
    'An instance has a private IPv4 address, also an IPv6-only one, and a public one while it runs',
    'observed',
    'recorded read-backs',
  ),
  rule(
    'delete-instance',
    'DeleteInstance is terminal at once; the static IP address stays, and is detached',
    'documented',
    `${CLI}; user guide, static IP addresses`,
  ),
  rule(
    'delete-add-ons',
    'An instance with add-ons is deleted only with forceDeleteAddOns: "You cannot delete the Instance NAME with addons …"',
    'observed',
    'a recorded error; its end is assumed',
  ),
  rule(
    'add-ons',
    'EnableAddOn and DisableAddOn change the add-ons that GetInstance lists; one that is not enabled cannot be disabled',
    'documented',
    `${API}; that of DisableAddOn is assumed`,
  ),
  rule(
    'start-stop',
    'StopInstance and StartInstance go through stopping and starting; a start gives a new public address',
    'documented',
    `${API}; ${CLI}`,
  ),
  rule(
    'start-stop-states',
    'A stopped instance can be started, a running one stopped or rebooted; else OperationFailureException',
    'assumed',
    'the wording is that of a recorded error of a sibling',
  ),
  rule('start-bundle', 'StartInstance with attributeUpdates changes the bundle', 'model', MODEL),
  rule('reboot', 'RebootInstance is terminal at once and leaves the instance running', 'documented', CLI),
  rule(
    'static-ip-allocate',
    'AllocateStaticIp and ReleaseStaticIp are terminal at once, in the zone "all"; GetStaticIps lists the addresses, 100 a page',
    'documented',
    CLI,
  ),
  rule(
    'static-ip-attach',
    'AttachStaticIp and DetachStaticIp record two operations, one for the address and one for the instance',
    'documented',
    CLI,
  ),
  rule(
    'static-ip-attached',
    'A static IP address that is attached cannot be attached again; an instance that has one takes another in its place',
    'observed',
    'public programs attach the new address, and release the old one later; the text is assumed',
  ),
  rule(
    'static-ip-release',
    'ReleaseStaticIp detaches an address that is attached; the instance then has a new one',
    'observed',
    'public programs change the address of an instance in this way',
  ),
  ruleWithChoices(
    'static-ip-limit',
    'A Region has at most five static IP addresses; AllocateStaticIp of a sixth is an InvalidInputException',
    'documented',
    'service quotas of Lightsail, which AWS raises on request; programs look for "maximum number of static IPs", the rest of the text is that of the limit of instances',
    { '5': 'refuses the sixth', none: 'sets no limit' },
    '5',
  ),
  ruleWithChoices(
    'instance-limit',
    'The instances of a Region have at most 20 vCPUs together; with more, CreateInstances is an InvalidInputException and creates none',
    'documented',
    'service quotas of Lightsail, which AWS raises on request; the text is recorded in https://github.com/pullpreview/action/issues/105',
    { none: 'sets no limit', '20': 'refuses more than 20 vCPUs' },
    'none',
  ),
  rule('static-ip-free', 'DetachStaticIp of a free address is an OperationFailureException', 'assumed', NOTHING),
  rule(
    'static-ip-missing',
    'The text of a missing static IP address is that of GetStaticIp: "The StaticIp does not exist: NAME"',
    'observed',
    'a recorded NotFoundException',
  ),
  rule(
    'key-pair-create',
    'CreateKeyPair gives both halves of a new RSA key pair, once; its operation is terminal',
    'documented',
    CLI,
  ),
  rule(
    'key-pair-import',
    'ImportKeyPair takes an RSA or Ed25519 key in OpenSSH form, or Base64 of it',
    'assumed',
    `${API} says Base64; programs send the line as it is`,
  ),
  rule(
    'key-pair-fingerprint',
    'The fingerprint of GetKeyPair and GetKeyPairs is SHA-1 in pairs of digits',
    'documented',
    CLI,
  ),
  rule(
    'key-pair-default',
    'DownloadDefaultKeyPair gives the default key pair of a Region again and again; DeleteKeyPair deletes it only with its fingerprint',
    'documented',
    API,
  ),
  rule(
    'tags',
    'TagResource adds and replaces tags of an instance, a key pair or a snapshot, 50 at most; UntagResource removes them by key',
    'documented',
    API,
  ),
  rule('tags-static-ip', 'A static IP address has no tags', 'assumed', "the model's StaticIp has none"),
  rule(
    'ip-address-type',
    'SetIpAddressType changes the IP versions; to and from IPv6-only the bundle changes, and acceptBundleUpdate is required',
    'documented',
    API,
  ),
  rule(
    'ip-address-type-rules',
    'Rules for an IP version that the instance loses are closed; a version that it gains starts without rules',
    'assumed',
    NOTHING,
  ),
  rule(
    'ip-address-type-addresses',
    'An instance whose IPv6 is disabled and enabled has a new IPv6 address',
    'observed',
    'https://github.com/Septrum101/lightsailMon renews addresses so',
  ),
  rule(
    'instance-access-details',
    'GetInstanceAccessDetails gives a user name and a key pair of its own for SSH, which opens nothing',
    'documented',
    `${API}; the key is real, certKey is its public half and no certificate`,
  ),
  rule('metric-data', 'GetInstanceMetricData has no data points', 'assumed', 'nothing is measured here'),
  rule(
    'active-names',
    'GetActiveNames lists the names of all resources of the Region, 100 a page',
    'documented',
    `${CLI}; the size of a page is assumed`,
  ),
  rule(
    'empty-lists',
    'GetDisks, GetDomains, GetLoadBalancers, GetRelationalDatabases and GetBuckets list nothing',
    'assumed',
    'nothing of it can be created here',
  ),
  rule(
    'snapshots',
    'CreateInstanceSnapshot records two operations; the snapshot is pending, then available: GetInstanceSnapshot and GetInstanceSnapshots have it until DeleteInstanceSnapshot, also without its instance',
    'documented',
    `${CLI}; the size of a page, and how long it takes, are assumed`,
  ),
  rule(
    'from-snapshot-ports',
    'An instance of CreateInstancesFromSnapshot has the default rules of its blueprint, not those of the instance of the snapshot',
    'observed',
    'a runbook of a public program says so and puts the rules anew; the user guide says nothing of it',
  ),
  rule(
    'from-snapshot-bundle',
    'CreateInstancesFromSnapshot takes a bundle that is at least as large; one that is smaller is an InvalidInputException',
    'documented',
    `${API}; the text is assumed`,
  ),
  rule(
    'domains-region',
    'Domains are known in us-east-1 alone: InvalidInputException elsewhere',
    'observed',
    'a recorded InvalidInputException',
  ),
  rule('peer-vpc', 'PeerVpc records an operation PeeredVpc, and changes nothing else', 'documented', CLI),
  rule(
    'request-tags',
    'CreateInstances, CreateKeyPair and TagResource are allowed or denied by aws:RequestTag, the tags that the request gives',
    'documented',
    'service authorization reference',
  ),
  rule(
    'tag-keys',
    'aws:TagKeys has the keys of the tags that CreateInstances, CreateKeyPair and TagResource give and UntagResource removes; without tags there is none',
    'documented',
    'service authorization reference; IAM user guide, multivalued context keys',
  ),
  rule(
    'authorized-on',
    'Writes are authorized on each resource that they name: Instance, StaticIp, KeyPair; creating and importing on *',
    'documented',
    'service authorization reference',
  ),
  rule(
    'blueprint-unknown',
    'An instance with an unknown blueprintId is refused with the nearest known one, unless it is given its ports',
    'assumed',
    'our choice: AWS adds blueprints',
  ),
  rule(
    'public-address-later',
    'An instance can be running without a public address: publicIpAddress null arranges it',
    'observed',
    'two reports',
  ),
  rule(
    'ports-delay',
    'An instance can refuse changes of its ports for a while after its start: portsDelay arranges it',
    'observed',
    'a public panel tries again for it; the text is assumed',
  ),
  rule(
    'two-firewalls',
    'An instance has two firewalls, one of IPv4 and one of IPv6: changing the sources of one leaves the other',
    'documented',
    GUIDE,
  ),
  rule(
    'most-permissive',
    'Overlapping rules stand side by side, and the most permissive one wins: nothing is merged that differs in its range',
    'documented',
    GUIDE,
  ),
  rule(
    'public-address-only',
    'The firewalls filter the public address alone: no rule is about the private one, and an instance without a public address has rules, too',
    'documented',
    GUIDE,
  ),
  rule(
    'no-ipv4-firewall',
    'An instance with an IPv6-only plan has no IPv4 firewall: its rules read back without cidrs',
    'documented',
    GUIDE,
  ),
  rule(
    'names-per-region',
    'Names are unique within a Region: another Region may have an instance of the same name',
    'documented',
    RESOURCE_GUIDE,
  ),
] as const

/** The id of a row. */
export type BehaviourId = (typeof ROWS)[number]['id']

type Row = (typeof ROWS)[number]
type RowWithChoices = Extract<Row, { readonly choices: object }>

/** The rules that have choices, each with the one that is made. */
export type Rules = { readonly [One in RowWithChoices as One['id']]: keyof One['choices'] & string }
/** The name of a rule that has choices. */
export type RuleName = keyof Rules

/** The rules as they are if no choice is made. */
export const DEFAULT_RULES: Rules = Object.freeze(
  Object.fromEntries(ROWS.flatMap((row) => ('default' in row ? [[row.id, row.default]] : []))),
) as Rules

/**
 * Lists what the simulation does, rule by rule, and how each rule is known: documented, in the model, observed, measured, or assumed.
 *
 * @example
 * behaviours.filter(({ evidence }) => evidence === 'assumed')
 */
export const behaviours: readonly (Behaviour & { readonly id: BehaviourId })[] = ROWS
