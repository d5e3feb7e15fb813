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
    'X-Amzn-Oidc-Data,X-Amzn-Oidc-Accesstoken,Cf-Access-Jwt-Assertion,Jenkins-Crumb,X-Honeycomb-Team,X-Auth-Code,Sso-Key',
    'appkey,creds,wstoken,sesskey,_csrf,oauth_verifier,code_verifier,PasswordDigest,SecretBinary,CiphertextBlob',
    'deploy_key,device_code,authorizationCode,activationKey,keyMaterial,tls.key,SECRET_KEY_BASE,fcmServerKey,seed_phrase',
  ].flatMap((line) => line.split(',')),
)('%s is the name of a secret', (name) => {
  expect(classifyName(name)).toBe('secret')
})

test.each(
  [
    'token_endpoint,credentialType,nextPageToken,NextToken,clientToken,httpTokens,token_type,passwordVersion,max_tokens',
    'secretName,secretArn,authorization_endpoint,has_password,signatureVersion,SignedHeaders,accessKeyId,keyPairName',
    'nexttoken,pagetoken,clienttoken,continuationtoken,keyMaterialType,sslPolicy,codeChallenge,dataCode,authority,tokenizer',
    'publicKey,instanceName,author,bypass,monkey,secretary,X-Amz-Target,x-amz-content-sha256,cookieConsentUrl',
  ].flatMap((line) => line.split(',')),
)('%s is not the name of a secret', (name) => {
  expect(classifyName(name)).not.toBe('secret')
})

test.each(['key', 'code', 'X-Session', 'hash'])('%s is the name of a secret only if its value is random', (name) => {
  expect(classifyName(name)).toBe('doubtful')
})

test.each(['auth', 'sid', 'X-Auth', 'X-Registry-Auth', 'basicAuth', 'Plaintext'])(
  '%s is the name of a secret if its value is opaque',
  (name) => {
    expect(classifyName(name)).toBe('likely')
  },
)
