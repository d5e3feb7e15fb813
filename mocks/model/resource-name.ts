/** The service's own pattern for names of resources (model: ResourceName). */
export const RESOURCE_NAME = /^\w[\w-]*\w$/
