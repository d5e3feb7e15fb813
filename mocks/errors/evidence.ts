/**
 * The source of a statement about the real service. An `assumed` statement is never shown as more than that.
 *
 * - `documented`: the AWS API reference, the user guide, or the examples of the AWS CLI reference
 * - `model`: the service's Smithy model, which the AWS SDKs are generated from
 * - `observed`: posted by somebody with a real account (a log, a recorded body, an issue)
 * - `experiment`: measured with real AWS SDKs against a local stub
 * - `assumed`: nothing was found; the most plausible behaviour was chosen
 */
export type Evidence = 'documented' | 'model' | 'observed' | 'experiment' | 'assumed'
