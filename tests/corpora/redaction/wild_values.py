"""How secrets and what looks like them are made: one small function a kind.

Nothing here is real.  Cards are published test ranges, IBANs have no assigned bank, resident numbers no assigned region, phones,
social security numbers and domains come from what is reserved for fiction and documentation wherever a country reserves any."""
import base64
import datetime
import json
import string
import uuid

LOWER, UPPER, DIGITS = string.ascii_lowercase, string.ascii_uppercase, string.digits
ALNUM = LOWER + UPPER + DIGITS
HEX = DIGITS + 'abcdef'
BASE32 = UPPER + '234567'
BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

WORDS = ('amber basil birch brook cedar cliff clover cobalt coral crane delta ember fable fern fjord flint garnet glade heron indigo ivory '
         'jasper juniper kelp kestrel lagoon larch linden lotus marsh mesa mistral nectar oasis onyx osprey pearl pine plover poppy quartz '
         'raven reef ridge robin sable sage sierra slate sorrel spruce swift tempest thistle topaz umber valley velvet walrus wren zephyr').split()
SEED_WORDS = ('abandon ability above absent acid across actor address adult advance advice again agree alarm album alpha always amount angle '
              'animal answer apple arch army arrow artist asset atom attack august aunt author avocado awake axis baby balance ball banana '
              'barely base basket battle beach because before believe bench best bicycle bird bitter blade blossom boat bonus border bottom '
              'brain brave bread bridge brother brush budget bulb burden butter cable cactus camera canal candy carbon castle caught cement '
              'century chair chapter cheese cherry chunk circle citizen clay clever client cloud coach coconut coin column comfort common '
              'concert copper coral cost cotton couch country cousin coyote cradle crater credit cricket crop crucial cruise culture curtain '
              'cycle dance daring dawn deal decade deer define degree deliver denial depart depth desert detail device diagram dice diesel '
              'dinner dish divide doctor dolphin donkey dove draft drama dream drift duck dune dust duty eager earth east echo effort either '
              'elbow elder element elite emerge empower enable energy engine enough envelope equal era erosion escape essay estate evil exact '
              'exchange exhaust exotic expose fabric faculty family fancy fatal fault feature fence fever fiction field filter final '
              'fiscal fitness flame flavor flight flower focus foil forest fortune fossil found fragile fringe frog fruit fury gadget galaxy '
              'garage garlic gate gauge genius ghost giant ginger glance glide globe glove goat gold gorilla gospel grain grape gravity grid '
              'grocery guard guitar habit hammer harvest hazard hedgehog height hidden hobby hollow honey horse hotel humor hurdle hybrid ice '
              'idle image impact income index infant inherit initial inmate input insane install invite iron island ivory jacket jeans jewel '
              'journey judge jungle junior kangaroo ketchup kidney kitchen kiwi knife label ladder lamp laptop latin lava lawsuit leader leaf '
              'legend lemon leopard letter level liberty library light limb liquid lizard lobster logic lottery lucky lumber lunar lyrics '
              'magic mango maple marble margin market mask matrix meadow medal melody mercy mesh metal method mimic minor miracle mixture '
              'modify monster morning motion mountain muffin museum mutual mystery napkin nature neither nephew nest neutral noble noodle '
              'notice novel nuclear oak obey object obvious ocean october olive omit onion opera orange orbit orchard organ orient ostrich '
              'outdoor oxygen oyster paddle palace panda panther parade parrot patrol peanut pelican penalty pepper phrase piano picnic pigeon '
              'pilot pioneer pistol planet plastic poem polar pond pottery praise prefer pride prison process produce profit property prosper '
              'pudding pumpkin puppy puzzle pyramid quality quantum quarter quiz rabbit raccoon radar rally ramp rapid raven razor rebel recipe '
              'record region relax remind render rescue resist resource reveal rhythm ribbon rifle ripple ritual river roast robot romance '
              'rotate rubber runway saddle salmon salon satisfy sauce scale scare scene science scissors scorpion season section segment '
              'sentence session shadow shallow shed shield shiver shrimp sibling silver sister skate skull slender slogan smart smooth snack '
              'soccer soldier spatial sphere spider spirit squirrel stadium stairs stereo stumble submit sugar sunset supreme surface '
              'swallow swarm symptom syrup table talent target tattoo taxi tenant theory ticket tiger timber tissue toast tobacco toilet '
              'tornado tortoise tourist tower traffic transfer trap trigger trophy trumpet tunnel turkey twelve twist typical umbrella uncle '
              'unfair unique universe upset urban utility vacuum valley vanish various velvet vendor venture vessel viable vicious video violin '
              'virtual vital volcano voyage wagon walnut warfare wasp wealth weasel wedding welcome whale wheat width winter wisdom wolf wonder '
              'world wrestle yard youth zebra zone zoo').split()
PEOPLE = ('Ada Lindqvist', 'Bram de Wit', 'Carla Nunez', 'Dario Conti', 'Elin Berg', 'Faruk Aydin', 'Grace Okafor', 'Hana Sato', 'Ines Moreau',
          'Jonas Weber', 'Kofi Mensah', 'Lena Novak')
KOREANS = ('강민서', '고은별', '권도윤', '김나래', '노하준', '문채원', '박시우', '배유진', '서지안', '송태민', '안소율', '이준호', '정다은', '한가람')
HANDLES = ('ada', 'bram', 'carla.n', 'dario', 'elin_b', 'faruk', 'gokafor', 'hana', 'ines', 'jweber', 'kofi', 'lena', 'deploy', 'backup', 'root', 'admin', 'svc-web', 'etl')
DOMAINS = ('example.com', 'example.org', 'mail.example', 'corp.example', 'lab.test', 'shop.example.net', 'univ.example')
HOSTS = ('db01', 'web-3', 'cache.internal', 'pg-main', 'gw.corp.example', 'nas', 'stage-app', '10.20.0.14', '192.0.2.77', 'localhost')
BANKS = ('국민은행', '신한은행', '우리은행', '하나은행', '농협', '기업은행', '카카오뱅크', '토스뱅크', '케이뱅크', '새마을금고', 'SC제일은행', '우체국', '부산은행', '수협')


class Values:
    """Makes values from one seeded generator; `make('akia')` or `make('hex:40')`."""

    def __init__(self, random):
        self.r = random
        self.code_kind = 0

    def begin_line(self):
        """The codes of one list are of one make."""
        self.code_kind = self.r.randrange(4)

    def make(self, name):
        name, _, argument = name.partition(':')
        return getattr(self, name)(*([argument] if argument else []))

    # -- letters -----------------------------------------------------------------------------------------------------
    def of(self, alphabet, n):
        while True:
            made = ''.join(self.r.choice(alphabet) for _ in range(n))
            if n < 20 or len(set(made)) > 5:
                return made

    def hex(self, n='32'): return self.of(HEX, int(n))
    def hexup(self, n='32'): return self.of(HEX.upper(), int(n))
    def alnum(self, n='32'): return self.of(ALNUM, int(n))
    def lower(self, n='24'): return self.of(LOWER + DIGITS, int(n))
    def upper(self, n='20'): return self.of(UPPER + DIGITS, int(n))
    def letters(self, n='8'): return self.of(UPPER, int(n))
    def digits(self, n='8'): return self.r.choice('123456789') + self.of(DIGITS, int(n) - 1)
    def base32(self, n='16'): return self.of(BASE32, int(n))
    def url64(self, n='43'): return self.of(ALNUM + '_-', int(n) - 1) + self.r.choice(ALNUM)
    def bytes64(self, n='32'): return base64.b64encode(self.r.randbytes(int(n))).decode()
    def num(self, top='100'): return str(self.r.randint(1, int(top)))
    def uuid(self): return str(uuid.UUID(int=self.r.getrandbits(128), version=4))
    def word(self): return self.r.choice(WORDS)
    def person(self): return self.r.choice(PEOPLE)
    def korean(self): return self.r.choice(KOREANS)
    def handle(self): return self.r.choice(HANDLES)
    def host(self): return self.r.choice(HOSTS)
    def domain(self): return self.r.choice(DOMAINS)
    def bank(self): return self.r.choice(BANKS)
    def ver(self): return '.'.join(self.num('30') for _ in range(3))
    def ip(self): return f'198.51.100.{self.num("254")}'
    def mac(self): return ':'.join(self.hex('2') for _ in range(6))
    def moment(self): return datetime.datetime(2021, 1, 1) + datetime.timedelta(seconds=self.r.randrange(180_000_000))
    def date(self): return self.moment().strftime('%Y-%m-%d')
    def time(self): return self.moment().strftime('%H:%M:%S')
    def iso(self): return self.moment().strftime('%Y-%m-%dT%H:%M:%SZ')
    def unix(self): return str(int(self.moment().timestamp()))

    # -- keys of vendors ---------------------------------------------------------------------------------------------
    def akia(self): return self.r.choice(('AKIA', 'ASIA')) + self.base32('16')
    def awssecret(self): return self.of(ALNUM + '+/', 40)
    def awssession(self): return 'IQoJb3JpZ2luX2Vj' + self.bytes64('180')
    def ghp(self): return self.r.choice(('ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_')) + self.alnum('36')
    def ghpat(self): return 'github_pat_' + self.alnum('22') + '_' + self.alnum('59')
    def glpat(self): return self.r.choice(('glpat-', 'glrt-', 'gldt-', 'glptt-')) + self.url64('20')
    def slack(self): return f'{self.r.choice(("xoxb", "xoxp"))}-{self.digits("12")}-{self.digits("13")}-{self.alnum("24")}'
    def slackapp(self): return f'xapp-1-A0{self.upper("9")}-{self.digits("13")}-{self.hex("64")}'
    def slackhook(self): return f'T0{self.upper("8")}/B0{self.upper("8")}/{self.alnum("24")}'
    def discord(self): return f'{base64.b64encode(self.digits("18").encode()).decode()}.{self.url64("6")}.{self.url64("38")}'
    def telegram(self): return self.digits('10') + ':AA' + self.url64('33')
    def aiza(self): return 'AIza' + 'Sy' + self.url64('33')
    def gocspx(self): return 'GOCSPX-' + self.url64('28')
    def ya29(self): return 'ya29.a0' + self.url64('120')
    def grefresh(self): return '1//0' + self.url64('60')
    def sk(self): return 'sk-' + self.alnum('48')
    def skproj(self): return self.r.choice(('sk-proj-', 'sk-svcacct-')) + self.url64('74') + 'T3BlbkFJ' + self.url64('74')
    def skant(self): return 'sk-ant-api03-' + self.url64('93') + 'AA'
    def skor(self): return 'sk-or-v1-' + self.hex('64')
    def gsk(self): return 'gsk_' + self.alnum('52')
    def xai(self): return 'xai-' + self.alnum('80')
    def pplx(self): return 'pplx-' + self.alnum('48')
    def replicate(self): return 'r8_' + self.alnum('37')
    def nvapi(self): return 'nvapi-' + self.url64('64')
    def hf(self): return 'hf_' + self.of(LOWER + UPPER, 34)
    def npm(self): return 'npm_' + self.alnum('36')
    def pypi(self): return 'pypi-AgEIcHlwaS5vcmc' + self.url64('150')
    def rubygems(self): return 'rubygems_' + self.hex('48')
    def dckr(self): return 'dckr_pat_' + self.url64('27')
    def nuget(self): return 'oy2' + self.lower('43')
    def crates(self): return 'cio' + self.alnum('32')
    def jfrog(self): return 'AKCp' + self.alnum('69')
    def clojars(self): return 'CLOJARS_' + self.hex('60')
    def stripe(self): return self.r.choice(('sk_live_', 'rk_live_', 'sk_test_')) + self.r.choice((self.alnum('24'), '51' + self.alnum('97')))
    def whsec(self): return 'whsec_' + self.alnum('32')
    def square(self): return self.r.choice(('sq0atp-' + self.url64('22'), 'sq0csp-' + self.url64('43'), 'EAAAE' + self.url64('59')))
    def braintree(self): return f'access_token$production${self.lower("16")}${self.hex("32")}'
    def razorpay(self): return self.alnum('24')
    def toss(self): return self.r.choice(('live_sk_', 'test_sk_')) + self.alnum('28')
    def flutter(self): return f'FLWSECK-{self.hex("32")}-X'
    def mollie(self): return 'live_' + self.alnum('30')
    def shopify(self): return self.r.choice(('shpat_', 'shpss_', 'shpca_')) + self.hex('32')
    def sendgrid(self): return f'SG.{self.url64("22")}.{self.url64("43")}'
    def twilio(self): return 'SK' + self.hex('32')
    def mailgun(self): return f'key-{self.hex("32")}'
    def mailchimp(self): return f'{self.hex("32")}-us{self.num("21")}'
    def digitalocean(self): return self.r.choice(('dop_v1_', 'doo_v1_')) + self.hex('64')
    def heroku(self): return 'HRKU-AA' + self.url64('58')
    def doppler(self): return 'dp.pt.' + self.alnum('43')
    def notion(self): return self.r.choice(('secret_' + self.alnum('43'), 'ntn_' + self.digits('11') + self.alnum('35')))
    def figma(self): return 'figd_' + self.url64('40')
    def newrelic(self): return 'NRAK-' + self.upper('27')
    def sentry(self): return 'sntryu_' + self.hex('64')
    def grafana(self): return f'glsa_{self.alnum("32")}_{self.hex("8")}'
    def vault(self): return 'hvs.' + self.url64('90')
    def tfcloud(self): return f'{self.alnum("14")}.atlasv1.{self.alnum("67")}'
    def pulumi(self): return 'pul-' + self.hex('40')
    def netlify(self): return 'nfp_' + self.alnum('36')
    def fly(self): return 'FlyV1 fm2_' + self.bytes64('90')
    def render(self): return 'rnd_' + self.alnum('28')
    def supabase(self): return 'sbp_' + self.hex('40')
    def pscale(self): return 'pscale_pw_' + self.url64('43')
    def databricks(self): return 'dapi' + self.hex('32')
    def airtable(self): return f'pat{self.alnum("14")}.{self.hex("64")}'
    def asana(self): return f'1/{self.digits("16")}:{self.hex("32")}'
    def atlassian(self): return f'ATATT3xFfGF0{self.url64("170")}={self.hexup("8")}'
    def postman(self): return f'PMAK-{self.hex("24")}-{self.hex("34")}'
    def tailscale(self): return f'tskey-auth-{self.alnum("12")}CNTRL-{self.alnum("32")}'
    def okta(self): return '00' + self.url64('40')
    def twitterbearer(self): return 'AAAAAAAAAAAAAAAAAAAAA' + self.alnum('24') + '%2F' + self.alnum('50')
    def facebook(self): return 'EAAC' + self.alnum('150')
    def dropbox(self): return 'sl.B' + self.url64('130')
    def contentful(self): return 'CFPAT-' + self.url64('43')
    def hubspot(self): return 'pat-na1-' + self.uuid()
    def onepassword(self): return 'ops_eyJ' + self.url64('200')
    def buildkite(self): return 'bkua_' + self.hex('40')
    def circleci(self): return f'CCIPAT_{self.alnum("22")}_{self.hex("40")}'
    def sonar(self): return self.r.choice(('sqp_', 'squ_', 'sqa_')) + self.hex('40')
    def launchdarkly(self): return self.r.choice(('sdk-', 'api-')) + self.uuid()
    def langsmith(self): return f'lsv2_pt_{self.hex("32")}_{self.hex("10")}'
    def pinecone(self): return f'pcsk_{self.alnum("6")}_{self.alnum("63")}'
    def ngrok(self): return f'2{self.alnum("26")}_{self.alnum("21")}'
    def laravel(self): return 'base64:' + self.bytes64('32')
    def django(self): return self.of(LOWER + DIGITS + '!@#$%^&*(-_=+)', 50)
    def linear(self): return 'lin_api_' + self.alnum('40')
    def easypost(self): return self.r.choice(('EZAK', 'EZTK')) + self.alnum('54')
    def discordmfa(self): return 'mfa.' + self.url64('84')
    def productkey(self): return '-'.join(self.of(UPPER + DIGITS, 5) for _ in range(5))
    def azuresecret(self): return f'{self.alnum("3")}8Q~{self.alnum("31")}'
    def shaped(self): return f'{self.lower("4")}_{self.r.choice(("live", "prod", "pat", "sk", "key"))}_{self.alnum(str(self.r.randint(24, 40)))}'
    def opaque(self): return self.r.choice((self.hex('32'), self.hex('40'), self.hex('64'), self.alnum('32'), self.alnum('40'), self.url64('43'), self.bytes64('32'), self.uuid()))
    def bearer(self): return self.r.choice((self.url64('43'), self.alnum('40'), self.hex('40'), self.url64('64'), self.uuid()))
    def cookie(self): return self.r.choice((self.alnum('32'), self.hex('32'), self.lower('26'), self.url64('43')))
    def basic(self): return base64.b64encode(f'{self.handle()}:{self.password()}'.encode()).decode()

    # -- signed and blocks -------------------------------------------------------------------------------------------
    def encode(self, value): return base64.urlsafe_b64encode(json.dumps(value, separators=(',', ':')).encode()).decode().rstrip('=')

    def jwt(self):
        head = {'alg': self.r.choice(('HS256', 'RS256', 'ES256', 'EdDSA'))}
        if self.r.random() < .8:
            head['typ'] = 'JWT'
        if self.r.random() < .4:
            head = {'kid': self.hex('16'), **head}
        body = {'iss': f'https://id.{self.domain()}/', 'sub': self.uuid(), 'exp': int(self.unix())}
        return f'{self.encode(head)}.{self.encode(body)}.{self.url64(self.r.choice(("43", "86", "342")))}'

    def rows(self, n, width=64): return '\n'.join(self.of(ALNUM + '+/', width) for _ in range(n)) + '\n' + self.of(ALNUM + '+/', 38) + '=='

    def pem(self):
        kind = self.r.choice(('RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'DSA PRIVATE KEY'))
        return f'-----BEGIN {kind}-----\n{self.rows(self.r.randint(2, 12))}\n-----END {kind}-----'

    def pemline(self): return self.pem().replace('\n', '\\n') + '\\n'
    def pgp(self): return f'-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{self.rows(6)}\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----'
    def pemrows(self): return self.rows(4, 70)
    def pubrows(self): return self.rows(4)
    def age(self): return 'AGE-SECRET-KEY-1' + self.of(BECH32.upper(), 58)
    def wireguard(self): return base64.b64encode(self.r.randbytes(32)).decode()
    def jwkd(self): return self.url64('43')

    # -- passwords ---------------------------------------------------------------------------------------------------
    def password(self):
        mark, year = self.r.choice('!@#$%^&*?~+='), self.r.choice(('1', '12', '123', '77', '486', '1004', '2024', '2025', '99'))
        word, other = self.word(), self.word()
        return self.r.choice((
            word.title() + year + mark, f'{word}{mark}{other.title()}{year}', self.alnum(str(self.r.randint(10, 20))),
            self.of(ALNUM + '!@#$%^&*-_=+?', self.r.randint(10, 18)), f'{word}-{other}-{self.word()}-{self.num("99")}',
            word.replace('a', '@').replace('e', '3').replace('o', '0') + year + mark, self.korpass() + mark + year,
            f'{word}{year}', f'{word.title()}_{other}{mark}{year}', self.lower('14'), self.letters('4') + self.digits('4') + mark + self.of(LOWER, 3)))

    def strong(self): return self.of(ALNUM + '!@#%^*-_=+?', self.r.randint(14, 22))
    def simple(self): return self.r.choice((self.alnum('14'), self.word().title() + self.digits('4'), self.word() + '-' + self.word() + self.num('99')))
    def korpass(self): return self.r.choice(('dkssud', 'gkrry', 'rhdiddl', 'wlqdprkwk', 'qkfka', 'sksmsdi', 'zjvl', 'tkfkdgo', 'gkfajsl', 'rkawk'))
    def percent(self): return self.word() + self.r.choice(('%21', '%40', '%23', '%24')) + self.alnum('6')
    def phrase(self): return ' '.join(self.word() for _ in range(self.r.choice((4, 5, 6))))
    def phrase2(self): return self.r.choice((self.phrase(), self.dashphrase()))
    def dashphrase(self): return '-'.join(self.word() for _ in range(self.r.choice((4, 5))))
    def pin(self): return self.digits(self.r.choice(('4', '6')))
    def pin4(self): return self.digits('4')
    def pin6(self): return self.digits('6')
    def doorcode(self): return self.digits('4') + self.r.choice('*#')
    def wpa(self): return self.r.choice((self.lower('10'), self.digits('10'), self.word() + self.digits('4'), self.password(), self.hex('10').upper()))

    # -- one-time codes ----------------------------------------------------------------------------------------------
    def otp(self): return self.digits('6')
    def otpspaced(self): return f'{self.digits("3")}{self.r.choice(" -")}{self.of(DIGITS, 3)}'
    def otplong(self): return self.digits('8')
    def otpmixed(self): return self.of('ABCDEFGHJKLMNPQRSTUVWXYZ', 3) + self.digits('3')
    def totp(self): return self.base32(self.r.choice(('16', '32')))
    def totpspaced(self): return ' '.join(self.of(LOWER + '234567', 4) for _ in range(8))
    def recovery(self):
        return (f'{self.lower("5")}-{self.lower("5")}', f'{self.digits("4")}-{self.digits("4")}', f'{self.hex("4")}-{self.hex("4")}-{self.hex("4")}', self.hex('10'))[self.code_kind]
    def bitlocker(self): return '-'.join(f'{self.r.randrange(65536) * 11:06d}' for _ in range(8))
    def filevault(self): return '-'.join(self.upper('4') for _ in range(6))

    # -- wallets -----------------------------------------------------------------------------------------------------
    def seed12(self): return ' '.join(self.r.choice(SEED_WORDS) for _ in range(12))
    def seed24(self): return ' '.join(self.r.choice(SEED_WORDS) for _ in range(24))
    def seedcomma(self): return ', '.join(self.r.choice(SEED_WORDS) for _ in range(12))
    def seednumbered(self): return ' '.join(f'{i + 1}. {self.r.choice(SEED_WORDS)}' for i in range(12))
    def seedlines(self): return '\n'.join(self.r.choice(SEED_WORDS) for _ in range(12))
    def ethkey(self): return '0x' + self.hex('64')
    def rawkey(self): return self.hex('64')
    def wif(self): return self.r.choice(('5', 'K', 'L')) + self.of(BASE58, 51 if self.r.random() < .5 else 50)
    def xprv(self): return self.r.choice(('xprv9', 'zprvA', 'tprv8')) + self.of(BASE58, 106)
    def solana(self): return self.of(BASE58, 88)
    def ethaddress(self): return '0x' + self.hex('40')
    def btcaddress(self): return self.r.choice(('bc1q' + self.of(BECH32, 38), '1' + self.of(BASE58, 33), '3' + self.of(BASE58, 33)))
    def xpub(self): return 'xpub6' + self.of(BASE58, 106)

    def shuffled(self, parts):
        return self.r.sample(parts, len(parts))
