import { expect, test } from 'vitest'
import { classifyName } from '../../../mocks/secrets/index.ts'

test.each(
  [
    'Authorization,Authentication,Proxy-Authorization,Cookie,Set-Cookie,X-Api-Key,x-goog-api-key,X-Access-Token',
    'X-Client-Secret,PRIVATE-TOKEN,X-Auth-Key,Ocp-Apim-Subscription-Key,DD-APPLICATION-KEY,X-Hub-Signature-256',
    'access_token,api_key,apikey,sig,Signature,X-Amz-Signature,X-Amz-Credential,client_assertion,SAMLResponse',
    'password,masterUserPassword,DB_PASS,MYSQL_PWD,PGPASSWORD,newPassword2,password_confirmation,user[password]',
    'secretAccessKey,secretaccesskey,sessionToken,privateKeyBase64,privatekeybase64,certKey,connectionString',
    'JSESSIONID,connect.sid,pin,recovery_codes,wifi_psk,pat,credentials',
  ].flatMap((line) => line.split(',')),
)('%s is the name of a secret', (name) => {
  expect(classifyName(name)).toBe('secret')
})

test.each(
  [
    'token_endpoint,credentialType,nextPageToken,NextToken,clientToken,httpTokens,token_type,passwordVersion,max_tokens',
    'secretName,secretArn,authorization_endpoint,has_password,signatureVersion,SignedHeaders,accessKeyId,keyPairName',
    'publicKey,instanceName,author,bypass,monkey,secretary,X-Amz-Target,x-amz-content-sha256,cookieConsentUrl',
  ].flatMap((line) => line.split(',')),
)('%s is not the name of a secret', (name) => {
  expect(classifyName(name)).not.toBe('secret')
})

test.each(['key', 'code', 'auth', 'sid'])('%s is the name of a secret only if its value looks like one', (name) => {
  expect(classifyName(name)).toBe('doubtful')
})
