/* askg-word-table.c: any thread. */
#include "engine/privacy/askg-word-private.h"

#define PASSWORD ASKG_WORD_PASSWORD
#define SECRET   ASKG_WORD_SECRET
#define KEY      ASKG_WORD_KEY
#define CLOUD    ASKG_WORD_CLOUD
#define AWS      ASKG_WORD_AWS
#define SESSION  ASKG_WORD_SESSION
#define CODE     ASKG_WORD_CODE
#define PIN      ASKG_WORD_PIN
#define SEED     ASKG_WORD_SEED
#define WALLET   ASKG_WORD_WALLET
#define ACCOUNT  ASKG_WORD_ACCOUNT
#define BANK     ASKG_WORD_BANK
#define PASSPORT ASKG_WORD_PASSPORT
#define LICENCE  ASKG_WORD_LICENCE
#define RESIDENT ASKG_WORD_RESIDENT
#define NATIONAL ASKG_WORD_NATIONAL
#define PHONE    ASKG_WORD_PHONE
#define CARD     ASKG_WORD_CARD
#define PRODUCT  ASKG_WORD_PRODUCT
#define HINT     ASKG_WORD_HINT
#define DECOY    ASKG_WORD_DECOY
#define NUMBER   ASKG_WORD_NUMBER
#define GLUED    ASKG_WORD_GLUED
#define PROOF    ASKG_WORD_PROOF
#define BARE     ASKG_WORD_BARE
#define TELLER   ASKG_WORD_TELLER
#define CAPS     ASKG_WORD_CAPS
#define SETTING  ASKG_WORD_SETTING
#define NETWORK  ASKG_WORD_NETWORK

static const AskgWordRow rows[] = {
  /* Passwords. */
  { "password", PASSWORD, GLUED }, { "passwd", PASSWORD, GLUED }, { "passwort", PASSWORD, GLUED }, { "passphrase", PASSWORD, GLUED },
  { "pwd", PASSWORD, GLUED }, { "passcode", PASSWORD | PIN, GLUED }, { "pass", PASSWORD, GLUED }, /* see is_glued_short() */
  { "dbpass", PASSWORD, GLUED }, { "pasword", PASSWORD, GLUED }, { "passwrd", PASSWORD, GLUED }, { "passowrd", PASSWORD, GLUED },
  { "passwor", PASSWORD, GLUED }, { "pssword", PASSWORD, GLUED },
  { "userpass", PASSWORD, GLUED }, { "pw", PASSWORD, GLUED }, { "psk", PASSWORD, 0 }, { "presharedkey", PASSWORD, 0 },
  { "wpapsk", PASSWORD, 0 }, { "wpakey", PASSWORD, 0 }, { "wpa2key", PASSWORD, 0 }, { "wifikey", PASSWORD, 0 },
  { "networkkey", PASSWORD, 0 }, { "identifiedby", PASSWORD | SETTING, 0 }, { "credential", PASSWORD, 0 }, { "credentials", PASSWORD, 0 },
  { "creds", PASSWORD, 0 }, { "secretword", PASSWORD, 0 }, { "requirepass", PASSWORD | SETTING, 0 },
  { "masterauth", PASSWORD | SETTING, 0 },
  { "bindpw", PASSWORD, 0 }, { "storepass", PASSWORD, 0 }, { "keypass", PASSWORD, 0 }, { "kennwort", PASSWORD, GLUED },
  { "motdepasse", PASSWORD, 0 }, { "contraseña", PASSWORD, 0 }, { "contrasena", PASSWORD, 0 }, { "senha", PASSWORD, 0 },
  { "wachtwoord", PASSWORD, 0 }, { "hasło", PASSWORD, 0 }, { "пароль", PASSWORD, 0 }, { "パスワード", PASSWORD, GLUED },
  { "暗証番号", PASSWORD | PIN, GLUED }, { "密码", PASSWORD, GLUED }, { "密碼", PASSWORD, GLUED }, { "비밀번호", PASSWORD | PIN, GLUED },
  { "비번", PASSWORD | PIN, GLUED }, { "패스워드", PASSWORD | PIN, GLUED }, { "암호", PASSWORD | PIN, GLUED }, { "패스", PASSWORD, 0 },
  { "비밀문구", PASSWORD, GLUED }, { "패스코드", PASSWORD | PIN, GLUED }, { "비빌번호", PASSWORD | PIN, GLUED },
  { "와이파이", HINT | NETWORK, GLUED }, { "공유기", HINT | NETWORK, GLUED }, { "guestnetwork", NETWORK, 0 }, { "wlan", NETWORK, 0 },
  { "hidden network", NETWORK, 0 },
  { "pin", PIN, 0 }, { "pincode", PIN, 0 }, { "pinnumber", PIN, 0 }, { "핀번호", PIN, GLUED }, { "unlock", PIN | HINT, 0 },
  { "unlockcode", PIN, 0 }, { "doorcode", PIN, 0 }, { "gatecode", PIN, 0 }, { "disarmcode", PIN, 0 }, { "alarmcode", PIN, 0 },
  { "lockcode", PIN, 0 }, { "safecode", PIN, 0 }, { "keypad", PIN, 0 }, { "lockercombination", PIN, 0 }, { "combination", PIN, 0 },
  { "entrycode", PIN, 0 }, { "garagecode", PIN, 0 }, { "voicemailpin", PIN, 0 }, { "puk", PIN, 0 }, { "screenlock", PIN, 0 },
  { "lockbox", PIN, 0 }, { "combo", PIN, 0 }, { "자물쇠", PIN | HINT, GLUED }, { "잠금번호", PIN, GLUED }, { "해제번호", PIN, GLUED },
  { "세콤", PIN | HINT, 0 }, { "잠금 해제", PIN | HINT, GLUED },
  { "출입", PIN, GLUED }, { "출입문", PIN, GLUED }, { "출입번호", PIN, GLUED }, { "출입문번호", PIN, GLUED }, { "현관문", PIN, GLUED },
  { "대문", PIN, 0 }, { "keyphrase", PASSWORD, 0 }, { "presharedsecret", PASSWORD, 0 }, { "sharedpassword", PASSWORD, 0 },
  { "공동현관", PIN, GLUED }, { "보안 번호", PIN, GLUED }, { "비밀 코드", PIN | PASSWORD, GLUED }, { "잠금", PIN | HINT, GLUED },
  { "도어락", PIN | HINT, GLUED }, { "현관", PIN | HINT, 0 }, { "사물함", HINT, 0 }, { "금고", PIN, 0 },

  { "pin번호", PIN, GLUED }, { "redisauth", PASSWORD, 0 }, { "router", NETWORK, 0 }, { "accesspoint", NETWORK, 0 }, { "핀", PIN, 0 },
  { "garage", PIN, 0 }, { "optionkey", PASSWORD | SETTING, 0 }, { "금고번호", PIN, GLUED }, { "도어락번호", PIN, GLUED },
  { "현관번호", PIN, GLUED }, { "자물쇠번호", PIN, GLUED },
  { "사물함번호", PIN, GLUED }, { "dbpw", PASSWORD, 0 }, { "adminpw", PASSWORD, 0 }, { "userpw", PASSWORD, 0 }, { "loginpw", PASSWORD, 0 },
  { "smtppass", PASSWORD, 0 }, { "ftppass", PASSWORD, 0 }, { "mailpass", PASSWORD, 0 }, { "adminpass", PASSWORD, 0 },
  { "rootpass", PASSWORD, 0 },
  { "sudopass", PASSWORD, 0 }, { "wifipass", PASSWORD, 0 }, { "securestring", PASSWORD, 0 },
  { "snmpservercommunity", PASSWORD | SETTING, 0 },
  { "rocommunity", PASSWORD | SETTING, 0 }, { "rwcommunity", PASSWORD | SETTING, 0 }, { "enablesecret", PASSWORD | SETTING, 0 },
  { "networksecuritykey", PASSWORD, 0 },
  { "wlankey", PASSWORD, 0 }, { "wepkey", PASSWORD, 0 }, { "wlanschlüssel", PASSWORD, 0 }, { "netzwerkschlüssel", PASSWORD, 0 },
  { "guestkey", PASSWORD, 0 }, { "routerkey", PASSWORD, 0 }, { "clave", PASSWORD, 0 }, { "parola", PASSWORD, 0 }, { "şifre", PASSWORD, 0 },
  { "salasana", PASSWORD, 0 }, { "lösenord", PASSWORD, 0 }, { "passord", PASSWORD, 0 }, { "adgangskode", PASSWORD, 0 },
  { "heslo", PASSWORD, 0 },
  { "jelszó", PASSWORD, 0 }, { "mậtkhẩu", PASSWORD, 0 }, { "katasandi", PASSWORD, 0 }, { "口令", PASSWORD, GLUED },
  { "暗証", PASSWORD | PIN, GLUED },
  { "合言葉", PASSWORD, GLUED }, { "비밀단어", PASSWORD, GLUED }, { "비밀구절", PASSWORD, GLUED }, { "암구호", PASSWORD, GLUED },
  { "패스프레이즈", PASSWORD, GLUED },
  { "secretanswer", PASSWORD, 0 }, { "unlockpattern", PIN, 0 }, { "vaultpass", PASSWORD, 0 }, { "keychainpass", PASSWORD, 0 },
  { "gatepin", PIN, 0 }, { "buzzer", PIN, 0 }, { "buzzercode", PIN, 0 }, { "intercomcode", PIN, 0 }, { "keysafe", PIN, 0 },
  { "keybox", PIN, 0 },
  { "frontdoor", PIN | HINT, 0 }, { "paircode", PIN, 0 }, { "parentalpin", PIN, 0 }, { "cardpin", PIN, 0 }, { "atmpin", PIN, 0 },
  { "simpin", PIN, 0 },

  /* Machines' secrets. */
  { "secretid", SECRET, GLUED }, { "keymaterial", PASSWORD, 0 }, { "authtok", PASSWORD, 0 }, { "keycontent", PASSWORD, 0 },
  { "wireless", NETWORK, 0 }, { "hostapd", NETWORK, 0 },
  { "dumpprivkey", WALLET, 0 }, { "importprivkey", WALLET, 0 }, { "fromkey", WALLET, 0 }, { "apikey", SECRET, GLUED },
  { "apisecret", SECRET, GLUED }, { "apitoken", SECRET, GLUED }, { "secret", SECRET, 0 },
  { "clientsecret", SECRET, GLUED }, { "secretkey", SECRET, GLUED }, { "appsecret", SECRET, GLUED }, { "appkey", SECRET, 0 },
  { "accesskey", SECRET, GLUED }, { "accesstoken", SECRET | SESSION, GLUED }, { "authtoken", SECRET | SESSION, GLUED },
  { "authkey", SECRET, GLUED }, { "refreshtoken", SECRET | SESSION, GLUED }, { "idtoken", SECRET | SESSION, 0 },
  { "sessiontoken", SECRET | SESSION, GLUED }, { "bearertoken", SECRET | SESSION, GLUED }, { "securitytoken", SECRET | SESSION, GLUED },
  { "csrftoken", SESSION, 0 }, { "xsrftoken", SESSION, 0 }, { "deploykey", SECRET, 0 }, { "deploytoken", SECRET, 0 },
  { "servicekey", SECRET, GLUED }, { "servicetoken", SECRET, GLUED }, { "masterkey", SECRET, 0 }, { "signingkey", SECRET, 0 },
  { "signingsecret", SECRET, 0 }, { "webhooksecret", SECRET, 0 }, { "encryptionkey", SECRET, 0 }, { "encryptionsecret", SECRET, 0 },
  { "privatetoken", SECRET, 0 }, { "personalaccesstoken", SECRET, 0 }, { "bottoken", SECRET, 0 }, { "usertoken", SECRET, 0 },
  { "jwtsecret", SECRET, 0 }, { "cookiesecret", SECRET, 0 }, { "sessionsecret", SECRET, 0 }, { "secretkeybase", SECRET, 0 },
  { "sharedsecret", SECRET, 0 }, { "licensekey", SECRET | PRODUCT, 0 }, { "licencekey", SECRET | PRODUCT, 0 },
  { "productkey", PRODUCT, 0 },
  { "license", PRODUCT, 0 }, { "licence", PRODUCT, 0 }, { "라이선스", PRODUCT, 0 }, { "라이센스", PRODUCT, 0 }, { "registrationcode", PRODUCT, 0 },
  { "registrationkey", PRODUCT, 0 }, { "regkey", PRODUCT, 0 }, { "activate", PRODUCT, 0 }, { "redeem", PRODUCT, 0 },
  { "등록 키", PRODUCT, 0 },
  { "시리얼", PRODUCT, 0 }, { "시리얼 키", PRODUCT, 0 }, { "기프트", PRODUCT, 0 }, { "쿠폰", PRODUCT, 0 }, { "activationkey", PRODUCT, 0 },
  { "activationcode", PRODUCT | CODE, 0 }, { "serialkey", PRODUCT, 0 }, { "cdkey", PRODUCT, 0 }, { "제품 키", PRODUCT, 0 },
  { "라이선스 키", PRODUCT | SECRET, 0 }, { "라이센스 키", PRODUCT | SECRET, 0 }, { "정품 인증", PRODUCT, 0 }, { "시디키", PRODUCT, 0 },
  { "정품키", PRODUCT, 0 }, { "subscriptionkey", SECRET, GLUED }, { "functionskey", SECRET, GLUED }, { "adminkey", SECRET, 0 },
  { "writekey", SECRET, 0 }, { "ingestkey", SECRET, 0 }, { "ingestionkey", SECRET, 0 }, { "hmackey", SECRET, 0 },
  { "consumersecret", SECRET, 0 }, { "consumerkey", SECRET, 0 }, { "tokensecret", SECRET, 0 }, { "applicationkey", SECRET, 0 },
  { "routingkey", KEY, 0 }, { "integrationkey", SECRET, 0 }, { "streamkey", SECRET, 0 },
  { "instrumentationkey", SECRET, 0 }, { "genkey", SECRET | WALLET, 0 },
  { "appid", KEY, 0 },
  { "인증키", SECRET, GLUED }, { "시크릿", SECRET, GLUED }, { "비밀키", SECRET | WALLET, GLUED },
  { "서비스키", SECRET, GLUED }, { "액세스키", SECRET, GLUED }, { "접근키", SECRET, GLUED }, { "api키", SECRET, GLUED }, { "액세스 토큰", SECRET, GLUED },
  { "key", KEY, 0 }, { "apikeys", KEY, 0 }, { "keys", KEY, 0 }, { "token", KEY | SESSION, 0 }, { "tokens", KEY, 0 }, { "tok", KEY, 0 },
  { "auth", KEY | SESSION, 0 }, { "키", KEY, 0 }, { "토큰", KEY | SESSION, GLUED }, { "keydata", KEY, 0 }, { "privatekeyid", CLOUD, GLUED },
  { "accountkey", CLOUD, GLUED }, { "sharedaccesskey", CLOUD, GLUED }, { "primaryaccesskey", CLOUD, GLUED },
  { "secondaryaccesskey", CLOUD, GLUED }, { "primarykey", CLOUD | DECOY, CAPS }, { "storagekey", CLOUD, 0 }, { "connectionkey", CLOUD, 0 },
  { "sharedaccesssignature", CLOUD, GLUED }, { "sig", CLOUD, 0 }, { "signature", KEY, 0 }, { "xamzsignature", CLOUD, 0 },
  { "xgoogsignature", CLOUD, 0 }, { "accountkeys", CLOUD, 0 }, { "secretaccesskey", AWS, GLUED }, { "awssecretkey", AWS, GLUED },
  { "awssecret", AWS, 0 }, { "비밀 액세스 키", AWS, GLUED }, { "시크릿 액세스 키", AWS, GLUED }, { "시크릿 키", AWS | SECRET, GLUED },
  { "s3secret", AWS, 0 }, { "dockerconfigjson", SECRET, 0 }, { "keystring", PASSWORD | SETTING, 0 }, { "getpass", PASSWORD, 0 },
  { "tacacs", NETWORK, 0 }, { "tacacsserver", NETWORK, 0 }, { "radius", NETWORK, 0 }, { "radiusserver", NETWORK, 0 },
  { "isakmp", NETWORK, 0 }, { "ospf", NETWORK, 0 }, { "eigrp", NETWORK, 0 }, { "vrrp", NETWORK, 0 },

  /* Whose key it is. */
  { "algolia", KEY, 0 }, { "okta", KEY, 0 }, { "linode", KEY, 0 }, { "deepl", KEY, 0 }, { "asana", KEY, 0 }, { "datadog", KEY, 0 },
  { "newrelic", KEY, 0 }, { "pagerduty", KEY, 0 }, { "twilio", KEY, 0 }, { "sendgrid", KEY, 0 }, { "mailgun", KEY, 0 },
  { "mailchimp", KEY, 0 }, { "postmark", KEY, 0 }, { "mandrill", KEY, 0 }, { "sparkpost", KEY, 0 }, { "cloudflare", KEY, 0 },
  { "fastly", KEY, 0 }, { "akamai", KEY, 0 }, { "vultr", KEY, 0 }, { "hetzner", KEY, 0 }, { "digitalocean", KEY, 0 },
  { "scaleway", KEY, 0 }, { "heroku", KEY, 0 }, { "netlify", KEY, 0 }, { "vercel", KEY, 0 }, { "railway", KEY, 0 }, { "supabase", KEY, 0 },
  { "firebase", KEY, 0 }, { "planetscale", KEY, 0 }, { "mongodb", KEY, 0 }, { "upstash", KEY, 0 }, { "kibana", KEY, 0 },
  { "splunk", KEY, 0 }, { "sumologic", KEY, 0 }, { "loggly", KEY, 0 }, { "rollbar", KEY, 0 }, { "bugsnag", KEY, 0 },
  { "honeycomb", KEY, 0 }, { "grafana", KEY, 0 }, { "circleci", KEY, 0 }, { "buildkite", KEY, 0 }, { "teamcity", KEY, 0 },
  { "codecov", KEY, 0 }, { "snyk", KEY, 0 }, { "sonarqube", KEY, 0 }, { "artifactory", KEY, 0 }, { "terraform", KEY, 0 },
  { "pulumi", KEY, 0 }, { "doppler", KEY, 0 }, { "infisical", KEY, 0 }, { "launchdarkly", KEY, 0 }, { "mixpanel", KEY, 0 },
  { "amplitude", KEY, 0 }, { "intercom", KEY, 0 }, { "zendesk", KEY, 0 }, { "freshdesk", KEY, 0 }, { "hubspot", KEY, 0 },
  { "salesforce", KEY, 0 }, { "notion", KEY, 0 }, { "airtable", KEY, 0 }, { "figma", KEY, 0 }, { "trello", KEY, 0 }, { "clickup", KEY, 0 },
  { "stripe", KEY, 0 }, { "paypal", KEY, 0 }, { "adyen", KEY, 0 }, { "braintree", KEY, 0 }, { "razorpay", KEY, 0 }, { "plaid", KEY, 0 },
  { "coinbase", KEY, 0 }, { "binance", KEY, 0 }, { "upbit", KEY, 0 }, { "bithumb", KEY, 0 }, { "etherscan", KEY, 0 }, { "infura", KEY, 0 },
  { "openai", KEY, 0 }, { "anthropic", KEY, 0 }, { "cohere", KEY, 0 }, { "mistral", KEY, 0 }, { "groq", KEY, 0 }, { "perplexity", KEY, 0 },
  { "replicate", KEY, 0 }, { "huggingface", KEY, 0 }, { "fireworks", KEY, 0 }, { "deepgram", KEY, 0 }, { "elevenlabs", KEY, 0 },
  { "assemblyai", KEY, 0 }, { "pinecone", KEY, 0 }, { "weaviate", KEY, 0 }, { "qdrant", KEY, 0 }, { "langsmith", KEY, 0 },
  { "wandb", KEY, 0 }, { "mapbox", KEY, 0 }, { "tomtom", KEY, 0 }, { "openweather", KEY, 0 }, { "weatherapi", KEY, 0 },
  { "dropbox", KEY, 0 }, { "spotify", KEY, 0 }, { "twitch", KEY, 0 }, { "zoom", KEY, 0 }, { "webex", KEY, 0 }, { "kakao", KEY, 0 },
  { "naver", KEY, 0 }, { "clova", KEY, 0 }, { "toss", KEY, 0 }, { "papago", KEY, 0 }, { "cafe24", KEY, 0 }, { "nhn", KEY, 0 },
  { "solapi", KEY, 0 }, { "aligo", KEY, 0 },

  /* Sessions. */
  { "sessionid", SESSION, GLUED }, { "sessid", SESSION, GLUED }, { "session", SESSION, 0 }, { "sid", SESSION, 0 },
  { "connectsid", SESSION, 0 }, { "phpsessid", SESSION, 0 }, { "jsessionid", SESSION, 0 }, { "sessionkey", SESSION | SECRET, 0 },
  { "bearer", SESSION, 0 }, { "basic", SESSION, 0 }, { "ssws", SESSION | SECRET, 0 }, { "kakaoak", SESSION | SECRET, 0 },
  { "negotiate", SESSION, 0 }, { "ntlm", SESSION, 0 },
  { "digest", SESSION | DECOY, 0 }, { "apitok", SECRET, 0 }, { "authorization", SESSION, GLUED }, { "authcookie", SESSION, 0 },
  { "aspxauth", SESSION, 0 }, { "remembertoken", SESSION, 0 }, { "세션", SESSION, GLUED }, { "쿠키", SESSION, GLUED },
  { "xauthtoken", SESSION, 0 }, { "xvaulttoken", SESSION | SECRET, 0 }, { "oauthtoken", SESSION | SECRET, 0 }, { "sso", SESSION, 0 },
  { "cookies", SESSION, 0 }, { "cookie", SESSION, 0 }, { "pat", KEY, CAPS }, { "개인 액세스 토큰", SECRET, GLUED }, { "jwt", SESSION, 0 },

  /* Codes. */
  { "verificationcode", CODE, 0 }, { "confirmationcode", CODE, 0 }, { "securitycode", CODE, 0 }, { "logincode", CODE, 0 },
  { "signincode", CODE, 0 }, { "accesscode", CODE | PIN, 0 }, { "authcode", CODE, 0 }, { "authenticationcode", CODE, 0 },
  { "authenticatorcode", CODE, 0 }, { "onetimecode", CODE, 0 }, { "onetimepassword", CODE | PASSWORD, 0 }, { "onetimepasscode", CODE, 0 },
  { "otp", CODE, 0 }, { "otpcode", CODE, 0 }, { "totp", CODE, GLUED }, { "totpsecret", CODE | SECRET, 0 },
  { "totpseed", CODE | SECRET, 0 },
  { "otpsecret", CODE | SECRET, 0 }, { "2facode", CODE, 0 }, { "steamguard", CODE, 0 }, { "steamguardcode", CODE, 0 },
  { "codedevérification", CODE, 0 }, { "codedeverification", CODE, 0 }, { "bestätigungscode", CODE, 0 }, { "sicherheitscode", CODE, 0 },
  { "códigodeverificación", CODE, 0 }, { "codigodeverificacion", CODE, 0 }, { "codicediverifica", CODE, 0 }, { "認証コード", CODE, GLUED },
  { "確認コード", CODE, GLUED }, { "验证码", CODE, GLUED }, { "驗證碼", CODE, GLUED }, { "код", CODE, 0 }, { "mfacode", CODE, 0 }, { "2fa", CODE, 0 },
  { "mfa", CODE, 0 }, { "2fabackup", CODE, 0 }, { "twofactorcode", CODE, 0 }, { "smscode", CODE, 0 }, { "recoverycode", CODE, 0 },
  { "recoverycodes", CODE, 0 }, { "backupcode", CODE, 0 }, { "backupcodes", CODE, 0 }, { "scratchcode", CODE, 0 },
  { "scratchcodes", CODE, 0 }, { "rescuecode", CODE, 0 }, { "resetcode", CODE, 0 }, { "recoverykey", CODE | SECRET, 0 },
  { "code", BARE, 0 }, { "enter", BARE, 0 }, { "use", BARE, 0 }, { "type", BARE, 0 }, { "코드", BARE, GLUED },
  { "authenticator", CODE | PROOF, 0 }, { "입력 키", CODE | SECRET, GLUED }, { "수동 키", CODE | SECRET, GLUED },
  { "manualkey", CODE | SECRET, 0 }, { "manualentrykey", CODE | SECRET, 0 }, { "secretforauthenticator", CODE | SECRET, 0 },
  { "setupkey", CODE | SECRET, 0 }, { "enterthiskey", CODE | SECRET, 0 }, { "pairingcode", CODE, 0 }, { "devicecode", CODE, 0 },
  { "usercode", CODE, 0 }, { "yourcode", CODE, 0 }, { "entercode", CODE, 0 }, { "thecode", CODE, 0 }, { "인증번호", CODE, GLUED },
  { "인증코드", CODE, GLUED }, { "확인코드", CODE, GLUED }, { "보안코드", CODE, GLUED }, { "일회용", CODE, GLUED }, { "복구 코드", CODE, GLUED },
  { "백업 코드", CODE, GLUED }, { "본인확인", CODE, GLUED }, { "승인번호", CODE, GLUED }, { "승인 코드", CODE, GLUED }, { "로그인 코드", CODE, GLUED },
  { "설정 키", CODE | SECRET, GLUED }, { "복구 키", CODE | SECRET, GLUED },

  /* What a message with a code says besides. */
  { "verify", PROOF, 0 }, { "totpkey", CODE | SECRET, 0 }, { "otpkey", CODE | SECRET, 0 }, { "2fakey", CODE | SECRET, 0 },
  { "mfakey", CODE | SECRET, 0 },
  { "mfasecret", CODE | SECRET, 0 }, { "2fasecret", CODE | SECRET, 0 }, { "emergencycode", CODE, 0 },
  { "emergencycodes", CODE, 0 }, { "signingin", PROOF, 0 }, { "loggingin", PROOF, 0 }, { "loginattempt", PROOF, 0 },
  { "requestedby", PROOF, 0 },
  { "휴대폰 인증", CODE, GLUED }, { "문자 인증", CODE, GLUED }, { "이메일 인증", CODE, GLUED }, { "로그인 인증", CODE, GLUED }, { "문자로 온 번호", CODE, GLUED },
  { "activationcode", CODE, 0 }, { "walletwords", SEED, 0 }, { "verification", PROOF, 0 }, { "signin", PROOF | HINT, 0 },
  { "donotshare", PROOF, 0 },
  { "don'tshare", PROOF, 0 }, { "dontshare", PROOF, 0 }, { "nevershare", PROOF, 0 }, { "donotgive", PROOF, 0 }, { "anyone", PROOF, 0 },
  { "expires", PROOF, 0 }, { "validfor", PROOF, 0 }, { "minutes", PROOF, 0 }, { "whatsapp", PROOF | PHONE, 0 }, { "telegram", PROOF, 0 },
  { "googleauthenticator", PROOF, 0 }, { "authenticate", PROOF, 0 }, { "confirm", PROOF, 0 }, { "twofactor", PROOF, 0 },
  { "twostep", PROOF, 0 }, { "인증", PROOF, GLUED }, { "타인", PROOF, GLUED }, { "유효시간", PROOF, GLUED }, { "분 이내", PROOF, GLUED },
  { "본인", PROOF, GLUED }, { "2단계", PROOF, GLUED },

  /* Wallets. */
  { "seedphrase", SEED, 0 }, { "recoveryphrase", SEED, 0 }, { "recoveryseed", SEED, 0 }, { "mnemonic", SEED, 0 }, { "mnemonics", SEED, 0 },
  { "seedwords", SEED, 0 }, { "seed", SEED | WALLET, 0 }, { "backupphrase", SEED, 0 }, { "secretphrase", SEED, 0 },
  { "secretrecoveryphrase", SEED, 0 }, { "thesewords", SEED, 0 }, { "metamask", SEED | WALLET, 0 }, { "phrase", SEED, 0 },
  { "ledger", SEED, 0 }, { "trezor", SEED, 0 }, { "secretwords", SEED, 0 }, { "twelvewords", SEED, 0 }, { "12words", SEED, 0 },
  { "24words", SEED, 0 }, { "단어", SEED, 0 }, { "bip39", SEED, 0 }, { "keystore", SEED | WALLET, 0 }, { "wallet", SEED | WALLET, 0 },
  { "니모닉", SEED, GLUED }, { "시드", SEED, 0 }, { "복구 구문", SEED, GLUED }, { "복구 문구", SEED, GLUED }, { "시드 문구", SEED, GLUED },
  { "지갑", SEED | WALLET, GLUED }, { "복구 단어", SEED, GLUED }, { "privatekey", WALLET | SECRET, GLUED },
  { "privkey", WALLET | SECRET, GLUED },
  { "dumpprivkey", WALLET, 0 }, { "privatekeys", WALLET, 0 }, { "accounts", WALLET, 0 }, { "hardhat", WALLET, 0 },
  { "ganache", WALLET, 0 }, { "sweep", WALLET, 0 }, { "importprivkey", WALLET, 0 }, { "deployerkey", WALLET, 0 },
  { "wif", WALLET, 0 },
  { "개인키", WALLET | SECRET, GLUED }, { "프라이빗 키", WALLET | SECRET, GLUED }, { "deployer", WALLET, 0 }, { "signer", WALLET, 0 },
  { "spendkey", WALLET, 0 }, { "viewkey", WALLET, 0 }, { "validatorkey", WALLET, 0 },

  /* Banks. */
  { "accountno", ACCOUNT, 0 }, { "accountnumber", ACCOUNT, 0 }, { "acctno", ACCOUNT, 0 }, { "bankaccount", ACCOUNT, 0 },
  { "virtualaccount", ACCOUNT, 0 }, { "acctnum", ACCOUNT, 0 }, { "accountnum", ACCOUNT, 0 }, { "계좌", BANK, GLUED }, { "은행", BANK, GLUED },
  { "뱅크", BANK, GLUED }, { "농협", BANK, GLUED }, { "수협", BANK, GLUED }, { "신협", BANK, GLUED }, { "새마을금고", BANK, GLUED },
  { "우체국", BANK, GLUED }, { "입금", BANK, GLUED }, { "송금", BANK, GLUED }, { "이체", BANK, GLUED }, { "예금주", BANK, GLUED }, { "국민", TELLER, 0 },
  { "신한", TELLER, 0 }, { "우리", TELLER, 0 }, { "하나", TELLER, 0 }, { "토스", TELLER, 0 }, { "케이", TELLER, 0 }, { "기업", TELLER, 0 },
  { "카뱅", BANK, GLUED }, { "토뱅", BANK, GLUED }, { "케뱅", BANK, GLUED }, { "환불", BANK, GLUED }, { "통장", BANK, GLUED }, { "출금", BANK, GLUED },
  { "급여", BANK, GLUED }, { "kbbank", ACCOUNT, 0 }, { "kookmin", ACCOUNT, 0 }, { "shinhan", ACCOUNT, 0 }, { "wooribank", ACCOUNT, 0 },
  { "hanabank", ACCOUNT, 0 }, { "kakaobank", ACCOUNT, 0 }, { "tossbank", ACCOUNT, 0 }, { "nonghyup", ACCOUNT, 0 }, { "ibk", ACCOUNT, 0 },
  { "kbank", ACCOUNT, 0 }, { "bankacct", ACCOUNT, 0 }, { "depositto", ACCOUNT, 0 },

  /* Papers. */
  { "passport", PASSPORT, GLUED }, { "passportno", PASSPORT, GLUED }, { "passportnumber", PASSPORT, GLUED }, { "여권", PASSPORT, GLUED },
  { "항공권", PASSPORT, GLUED }, { "탑승", PASSPORT, GLUED }, { "旅券", PASSPORT, GLUED }, { "passenger", PASSPORT, 0 },
  { "visa", PASSPORT | CARD, 0 }, { "비자", PASSPORT, 0 }, { "출입국", PASSPORT, GLUED }, { "면허", LICENCE, GLUED },
  { "driverslicense", LICENCE, 0 }, { "driverlicense", LICENCE, 0 }, { "drivinglicence", LICENCE, 0 }, { "drivinglicense", LICENCE, 0 },
  { "licenseno", LICENCE, 0 }, { "licenceno", LICENCE, 0 }, { "licensenumber", LICENCE, 0 }, { "dlno", LICENCE, 0 },
  { "렌터카", LICENCE, GLUED }, { "driverlicence", LICENCE, 0 }, { "führerschein", LICENCE, GLUED },
  { "permisdeconduire", LICENCE, 0 }, { "dl#", LICENCE, 0 },
  { "kimlik", NATIONAL, 0 }, { "steueridentifikationsnummer", NATIONAL, 0 }, { "identifikationsnummer", NATIONAL, 0 },
  { "henkilötunnus", NATIONAL, 0 },
  { "pancard", NATIONAL, 0 }, { "pannumber", NATIONAL, 0 }, { "sozialversicherungsnummer", NATIONAL, 0 },
  { "rentenversicherungsnummer", NATIONAL, 0 },
  { "nationalregister", NATIONAL, 0 }, { "rijksregisternummer", NATIONAL, 0 }, { "rodnéčíslo", NATIONAL, 0 },
  { "mykad", NATIONAL, 0 }, { "nik", NATIONAL, CAPS },
  { "snils", NATIONAL, 0 }, { "снилс", NATIONAL, 0 }, { "инн", NATIONAL, 0 }, { "паспорт", PASSPORT, 0 },
  { "护照", PASSPORT, GLUED }, { "護照", PASSPORT, GLUED },
  { "パスポート", PASSPORT, GLUED }, { "passeport", PASSPORT, 0 }, { "pasaporte", PASSPORT, 0 }, { "reisepass", PASSPORT, 0 },
  { "passaporto", PASSPORT, 0 },
  { "免許証", LICENCE, GLUED }, { "ahvnummer", NATIONAL, 0 }, { "social", NATIONAL, 0 }, { "voterid", NATIONAL, 0 },
  { "idnumber", NATIONAL, 0 }, { "driverslicence", LICENCE, 0 }, { "driver'slicense", LICENCE, 0 },
  { "운전", LICENCE, 0 }, { "주민", RESIDENT, GLUED }, { "외국인등록", RESIDENT, GLUED }, { "신분증", RESIDENT | LICENCE, GLUED },
  { "민번", RESIDENT, 0 }, { "실명", RESIDENT, GLUED }, { "외국인", RESIDENT, GLUED }, { "거소신고", RESIDENT, GLUED }, { "rrn", RESIDENT, GLUED },
  { "residentregistration", RESIDENT, 0 }, { "residentno", RESIDENT, 0 }, { "jumin", RESIDENT, GLUED },
  { "ssnno", RESIDENT | NATIONAL, 0 },
  { "등록번호", RESIDENT, 0 }, { "arc", RESIDENT, CAPS }, { "알씨", RESIDENT, 0 }, { "생년월일", RESIDENT, 0 }, { "가족관계", RESIDENT, GLUED },
  { "피보험자", RESIDENT, GLUED }, { "alienregistration", RESIDENT, 0 }, { "foreignerno", RESIDENT, 0 }, { "ssn", NATIONAL, GLUED },
  { "socialsecurity", NATIONAL, 0 }, { "socialsecuritynumber", NATIONAL, 0 }, { "ninumber", NATIONAL, 0 }, { "nino", NATIONAL, 0 },
  { "nationalinsurance", NATIONAL, 0 }, { "nino.", NATIONAL, 0 }, { "ni", NATIONAL, CAPS }, { "sin", NATIONAL, CAPS },
  { "socialinsurance", NATIONAL, 0 }, { "tfn", NATIONAL, CAPS }, { "taxfile", NATIONAL, 0 }, { "itin", NATIONAL, CAPS },
  { "taxid", NATIONAL, 0 }, { "w2", NATIONAL, 0 }, { "nhs", NATIONAL, CAPS }, { "nhsnumber", NATIONAL, 0 }, { "medicare", NATIONAL, 0 },
  { "dni", NATIONAL, 0 }, { "nie", NATIONAL, CAPS }, { "nif", NATIONAL, CAPS }, { "cpf", NATIONAL, 0 }, { "curp", NATIONAL, 0 },
  { "codicefiscale", NATIONAL, 0 }, { "steueridentifikation", NATIONAL, GLUED }, { "steuerid", NATIONAL, 0 }, { "idnr", NATIONAL, 0 },
  { "bsn", NATIONAL, 0 }, { "burgerservicenummer", NATIONAL, 0 }, { "pesel", NATIONAL, 0 }, { "personnummer", NATIONAL, 0 },
  { "cprnummer", NATIONAL, 0 }, { "cpr", NATIONAL, CAPS }, { "hetu", NATIONAL, 0 }, { "fødselsnummer", NATIONAL, 0 },
  { "fodselsnummer", NATIONAL, 0 }, { "insee", NATIONAL, 0 }, { "sécuritésociale", NATIONAL, 0 }, { "securitesociale", NATIONAL, 0 },
  { "nir", NATIONAL, CAPS }, { "aadhaar", NATIONAL, 0 }, { "pan", NATIONAL | CARD, CAPS }, { "マイナンバー", NATIONAL, GLUED },
  { "마이넘버", NATIONAL, GLUED },
  { "個人番号", NATIONAL, GLUED }, { "mynumber", NATIONAL, 0 }, { "身份证", NATIONAL, GLUED }, { "身分證", NATIONAL, GLUED },
  { "nationalid", NATIONAL, 0 }, { "nationalidno", NATIONAL, 0 }, { "idcard", NATIONAL, 0 }, { "identitycard", NATIONAL, 0 },
  { "nric", NATIONAL, 0 }, { "fin", NATIONAL, CAPS }, { "hkid", NATIONAL, 0 }, { "mykad", NATIONAL, 0 }, { "rut", NATIONAL, CAPS },
  { "cédula", NATIONAL, 0 }, { "cedula", NATIONAL, 0 }, { "tckimlik", NATIONAL, 0 }, { "tckn", NATIONAL, 0 },
  { "personalausweis", NATIONAL, GLUED }, { "ahv", NATIONAL, CAPS }, { "ppsn", NATIONAL, 0 }, { "ppsno", NATIONAL, 0 },
  { "svnr", NATIONAL, 0 }, { "rodnécislo", NATIONAL, 0 }, { "id number", NATIONAL, 0 }, { "identitynumber", NATIONAL, 0 },

  /* Phones and cards. */
  { "phone", PHONE, GLUED }, { "mobile", PHONE, 0 }, { "tel", PHONE, 0 }, { "telephone", PHONE, 0 }, { "cell", PHONE, 0 },
  { "fax", PHONE, 0 }, { "contact", PHONE, 0 }, { "call", PHONE, 0 }, { "telefon", PHONE, 0 }, { "handy", PHONE, 0 }, { "sms", PHONE, 0 },
  { "hotline", PHONE, 0 }, { "joignable", PHONE, 0 }, { "téléphone", PHONE, 0 }, { "portable", PHONE, 0 }, { "móvil", PHONE, 0 },
  { "rückruf", PHONE, 0 }, { "dial", PHONE, 0 }, { "ring", PHONE, 0 }, { "text", PHONE, 0 }, { "ph", PHONE, 0 }, { "mob", PHONE, 0 },
  { "전화", PHONE, GLUED }, { "휴대폰", PHONE, GLUED }, { "핸드폰", PHONE, GLUED }, { "연락처", PHONE, GLUED }, { "연락", PHONE, GLUED },
  { "폰", PHONE, 0 }, { "문의", PHONE, GLUED }, { "번호", PHONE, 0 }, { "기사", PHONE, GLUED }, { "수신", PHONE, GLUED }, { "문자", PHONE, GLUED },
  { "팩스", PHONE, GLUED }, { "電話", PHONE, GLUED }, { "tél", PHONE, 0 }, { "telefono", PHONE, 0 }, { "telefoon", PHONE, 0 },
  { "teléfono", PHONE, 0 }, { "celular", PHONE, 0 },
  { "电话", PHONE, GLUED }, { "手机", PHONE, GLUED }, { "携帯", PHONE, GLUED }, { "телефон", PHONE, 0 }, { "mobil", PHONE, 0 },
  { "mobiel", PHONE, 0 }, { "h.p", PHONE, 0 }, { "hp", PHONE, CAPS },
  { "휴대 전화", PHONE, GLUED }, { "발신", PHONE, GLUED }, { "card", CARD, GLUED }, { "cardnumber", CARD, GLUED }, { "amex", CARD, 0 },
  { "mastercard", CARD, 0 }, { "cc", CARD, 0 }, { "카드", CARD, GLUED }, { "ccnum", CARD, 0 }, { "payment", CARD, 0 }, { "결제", CARD, GLUED },
  { "jcb", CARD, 0 }, { "discover", CARD, 0 }, { "unionpay", CARD, 0 }, { "carte", CARD, 0 }, { "karte", CARD, 0 },
  { "kreditkarte", CARD, 0 }, { "cvv", CARD, 0 }, { "cvc", CARD, 0 },

  /* Somebody tells a password without the word. */
  { "try", HINT, 0 }, { "loginwith", HINT, 0 }, { "testwith", HINT, 0 }, { "newone", HINT, 0 }, { "changeitfrom", HINT, 0 },
  { "changedfrom", HINT, 0 }, { "loginto", HINT, 0 }, { "usemine", HINT, 0 }, { "sameasalways", HINT, 0 }, { "tried", HINT, 0 },
  { "openswith", PIN | HINT, 0 }, { "unlockswith", PIN | HINT, 0 }, { "keepass", HINT, 0 }, { "bitwarden", HINT, 0 },
  { "lastpass", HINT, 0 }, { "opensesame", HINT, 0 }, { "itsnow", HINT, 0 }, { "isnow", HINT, 0 }, { "rotated", HINT, 0 },
  { "updatedto", HINT, 0 }, { "updateditto", HINT, 0 }, { "switchedto", HINT, 0 }, { "typein", HINT, 0 }, { "초기화", HINT, GLUED },
  { "설정했", HINT, GLUED }, { "signinwith", HINT, 0 }, { "resetitto", HINT, 0 }, { "resetto", HINT, 0 },
  { "setitto", HINT, 0 }, { "changedto", HINT, 0 }, { "changeditto", HINT, 0 }, { "changeitto", HINT, 0 }, { "login", HINT, 0 },
  { "logon", HINT, 0 }, { "username", HINT, 0 }, { "useit", HINT, 0 }, { "signedinwith", HINT, 0 }, { "itis", HINT, 0 },
  { "it's", HINT, 0 }, { "default", HINT, 0 }, { "로그인", HINT, GLUED }, { "접속", HINT, GLUED }, { "계정", HINT, GLUED },
  { "아이디", HINT, GLUED },
  { "바꿔", HINT, GLUED }, { "바꿨", HINT, GLUED }, { "변경했", HINT, GLUED }, { "입력", HINT, GLUED }, { "idpw", PASSWORD, 0 },
  { "id/pw", PASSWORD, 0 }, { "idpassword", PASSWORD, 0 }, { "admin", HINT, 0 }, { "root", HINT, 0 }, { "sudo", HINT, 0 },
  { "wifi", HINT | NETWORK, 0 }, { "hotspot", HINT | NETWORK, 0 }, { "ssid", HINT | NETWORK, 0 }, { "rdp", HINT, 0 },
  { "administrator", HINT, 0 }, { "vpn", HINT, 0 },
  { "rootpw", PASSWORD | SETTING, 0 }, { "userpassword", PASSWORD, 0 }, { "account", HINT, 0 },

  /* What follows is no secret. */
  { "foreignkey", DECOY, 0 }, { "sortkey", DECOY, 0 }, { "partitionkey", DECOY, 0 }, { "publickey", DECOY, GLUED },
  { "publishablekey", DECOY, GLUED }, { "publishable", DECOY, 0 }, { "sitekey", DECOY, 0 }, { "clientkey", DECOY, 0 },
  { "cachekey", DECOY, 0 },
  { "hashkey", DECOY, 0 }, { "indexkey", DECOY, 0 }, { "groupkey", DECOY, 0 }, { "objectkey", DECOY, 0 }, { "s3key", DECOY, 0 },
  { "mapkey", DECOY, 0 }, { "uniquekey", DECOY, 0 }, { "translationkey", DECOY, 0 }, { "hotkey", DECOY, 0 },
  { "shortcutkey", DECOY, 0 }, { "keyid", DECOY, 0 }, { "kid", DECOY, 0 }, { "idempotencykey", DECOY, 0 }, { "shardkey", DECOY, 0 },
  { "pagetoken", DECOY, 0 }, { "nextpagetoken", DECOY, 0 }, { "nexttoken", DECOY, 0 }, { "continuationtoken", DECOY, 0 },
  { "synctoken", DECOY, 0 }, { "hostkey", DECOY, 0 }, { "secwebsocketkey", DECOY, 0 }, { "websocketkey", DECOY, 0 },
  { "nextpublic", DECOY, 0 }, { "rsakey", DECOY, 0 }, { "dsakey", DECOY, 0 }, { "gpgkey", DECOY, 0 }, { "primarykeys", DECOY, 0 },
  { "wildcard", DECOY, 0 },
  { "signedbykey", DECOY, 0 }, { "eddsakey", DECOY, 0 }, { "ecdsakey", DECOY, 0 }, { "암호화", DECOY, GLUED },
  { "암호문", DECOY, GLUED }, { "keyfingerprint", DECOY, 0 }, { "apikeyid", DECOY, 0 }, { "accesskeyid", DECOY, 0 },
  { "공개키", DECOY, GLUED }, { "기본키", DECOY, GLUED }, { "외래키", DECOY, GLUED }, { "commit", DECOY, 0 }, { "sha", DECOY, 0 },
  { "sha1", DECOY, 0 }, { "sha256", DECOY, 0 }, { "sha512", DECOY, 0 }, { "md5", DECOY, 0 }, { "checksum", DECOY, 0 },
  { "fingerprint", DECOY, 0 }, { "uuid", DECOY, 0 }, { "etag", DECOY, 0 }, { "hash", DECOY, 0 }, { "crc32", DECOY, 0 },
  { "integrity", DECOY, 0 }, { "nonce", DECOY, 0 }, { "requestid", DECOY, 0 }, { "traceid", DECOY, 0 }, { "spanid", DECOY, 0 },
  { "revision", DECOY, 0 }, { "build", DECOY, 0 }, { "boundary", DECOY, 0 }, { "merkle", DECOY, 0 }, { "txid", DECOY, 0 },
  { "tx", DECOY, 0 }, { "transaction", DECOY, 0 }, { "block", DECOY, 0 }, { "contract", DECOY, 0 }, { "sessionsaffinity", DECOY, 0 },
  { "address", DECOY, 0 }, { "주소", DECOY, GLUED }, { "cursor", DECOY, 0 }, { "state", DECOY, 0 }, { "thumbprint", DECOY, 0 },
  { "image", DECOY, 0 }, { "layer", DECOY, 0 }, { "version", DECOY, 0 }, { "port", DECOY, 0 }, { "pid", DECOY, 0 },
  { "awsaccount", NUMBER, 0 }, { "accountid", NUMBER, 0 }, { "arn", NUMBER, 0 }, { "orderno", NUMBER, 0 }, { "order", NUMBER, 0 },
  { "ordernumber", NUMBER, 0 }, { "orderid", NUMBER, 0 }, { "tracking", NUMBER, 0 }, { "trackingno", NUMBER, 0 }, { "invoice", NUMBER, 0 },
  { "isbn", NUMBER, 0 }, { "serial", NUMBER, 0 }, { "s/n", NUMBER, 0 }, { "imei", NUMBER, 0 }, { "imsi", NUMBER, 0 },
  { "iccid", NUMBER, 0 }, { "ean", NUMBER, 0 }, { "upc", NUMBER, 0 }, { "gtin", NUMBER, 0 }, { "partno", NUMBER, 0 }, { "sku", NUMBER, 0 },
  { "ticket", NUMBER, 0 }, { "part", NUMBER, 0 }, { "model", NUMBER, 0 }, { "lot", NUMBER, 0 }, { "barcode", NUMBER, 0 },
  { "random", NUMBER, 0 }, { "timestamp", NUMBER, 0 }, { "nanos", NUMBER, 0 }, { "offset", NUMBER, 0 }, { "ports", NUMBER, 0 },
  { "matrix", NUMBER, 0 }, { "seq", NUMBER, 0 }, { "epoch", NUMBER, 0 }, { "주문번호", NUMBER, GLUED }, { "운송장", NUMBER, GLUED },
  { "송장", NUMBER, GLUED }, { "사업자", NUMBER, GLUED }, { "법인", NUMBER, GLUED }, { "문서번호", NUMBER, GLUED }, { "일련번호", NUMBER, GLUED },
  { "통신판매", NUMBER, GLUED }, { "우편번호", NUMBER, GLUED }, { "접수번호", NUMBER, GLUED }, { "상품코드", NUMBER, GLUED }, { "학번", NUMBER, GLUED },
  { "사번", NUMBER, GLUED }, { "예약번호", NUMBER, GLUED }, { "거래번호", NUMBER, GLUED }, { "바코드", NUMBER, GLUED }, { "모델", NUMBER, GLUED },
  { "회원번호", NUMBER, GLUED }, { "차대번호", NUMBER, GLUED }, { "좌표", NUMBER, GLUED }, { "회의 id", NUMBER, GLUED }, { "송장번호", NUMBER, GLUED },
  { "제품번호", NUMBER, GLUED }, { "관리번호", NUMBER, GLUED },
};

const AskgWordRow *
askg_word_table (gsize *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);

  return rows;
}
