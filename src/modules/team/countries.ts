/**
 * Every country (ISO 3166-1) with the currency (ISO 4217) and the time zone (tzdata, of its largest city where there are several) that a
 * form proposes first. African countries come first. Names come from the browser's and Node's own data (CLDR), in any language.
 */
const AFRICA = `
TG XOF Africa/Lome
BJ XOF Africa/Porto-Novo
CI XOF Africa/Abidjan
SN XOF Africa/Dakar
CM XAF Africa/Douala
BF XOF Africa/Ouagadougou
ML XOF Africa/Bamako
NE XOF Africa/Niamey
GN GNF Africa/Conakry
GA XAF Africa/Libreville
CG XAF Africa/Brazzaville
CD CDF Africa/Kinshasa
TD XAF Africa/Ndjamena
CF XAF Africa/Bangui
GQ XAF Africa/Malabo
GH GHS Africa/Accra
NG NGN Africa/Lagos
GW XOF Africa/Bissau
GM GMD Africa/Banjul
SL SLE Africa/Freetown
LR LRD Africa/Monrovia
CV CVE Atlantic/Cape_Verde
MR MRU Africa/Nouakchott
MA MAD Africa/Casablanca
DZ DZD Africa/Algiers
TN TND Africa/Tunis
LY LYD Africa/Tripoli
EG EGP Africa/Cairo
SD SDG Africa/Khartoum
SS SSP Africa/Juba
ET ETB Africa/Addis_Ababa
ER ERN Africa/Asmara
DJ DJF Africa/Djibouti
SO SOS Africa/Mogadishu
KE KES Africa/Nairobi
UG UGX Africa/Kampala
TZ TZS Africa/Dar_es_Salaam
RW RWF Africa/Kigali
BI BIF Africa/Bujumbura
MG MGA Indian/Antananarivo
KM KMF Indian/Comoro
SC SCR Indian/Mahe
MU MUR Indian/Mauritius
ZM ZMW Africa/Lusaka
ZW ZWG Africa/Harare
MW MWK Africa/Blantyre
MZ MZN Africa/Maputo
AO AOA Africa/Luanda
NA NAD Africa/Windhoek
BW BWP Africa/Gaborone
ZA ZAR Africa/Johannesburg
LS LSL Africa/Maseru
SZ SZL Africa/Mbabane
ST STN Africa/Sao_Tome
EH MAD Africa/El_Aaiun
`;

const ELSEWHERE = `
AD EUR Europe/Andorra
AE AED Asia/Dubai
AF AFN Asia/Kabul
AG XCD America/Antigua
AI XCD America/Anguilla
AL ALL Europe/Tirane
AM AMD Asia/Yerevan
AQ USD Antarctica/McMurdo
AR ARS America/Argentina/Buenos_Aires
AS USD Pacific/Pago_Pago
AT EUR Europe/Vienna
AU AUD Australia/Sydney
AW AWG America/Aruba
AX EUR Europe/Mariehamn
AZ AZN Asia/Baku
BA BAM Europe/Sarajevo
BB BBD America/Barbados
BD BDT Asia/Dhaka
BE EUR Europe/Brussels
BG EUR Europe/Sofia
BH BHD Asia/Bahrain
BL EUR America/St_Barthelemy
BM BMD Atlantic/Bermuda
BN BND Asia/Brunei
BO BOB America/La_Paz
BQ USD America/Kralendijk
BR BRL America/Sao_Paulo
BS BSD America/Nassau
BT BTN Asia/Thimphu
BV NOK Europe/Oslo
BY BYN Europe/Minsk
BZ BZD America/Belize
CA CAD America/Toronto
CC AUD Indian/Cocos
CH CHF Europe/Zurich
CK NZD Pacific/Rarotonga
CL CLP America/Santiago
CN CNY Asia/Shanghai
CO COP America/Bogota
CR CRC America/Costa_Rica
CU CUP America/Havana
CW XCG America/Curacao
CX AUD Indian/Christmas
CY EUR Asia/Nicosia
CZ CZK Europe/Prague
DE EUR Europe/Berlin
DK DKK Europe/Copenhagen
DM XCD America/Dominica
DO DOP America/Santo_Domingo
EC USD America/Guayaquil
EE EUR Europe/Tallinn
ES EUR Europe/Madrid
FI EUR Europe/Helsinki
FJ FJD Pacific/Fiji
FK FKP Atlantic/Stanley
FM USD Pacific/Pohnpei
FO DKK Atlantic/Faroe
FR EUR Europe/Paris
GB GBP Europe/London
GD XCD America/Grenada
GE GEL Asia/Tbilisi
GF EUR America/Cayenne
GG GBP Europe/Guernsey
GI GIP Europe/Gibraltar
GL DKK America/Nuuk
GP EUR America/Guadeloupe
GR EUR Europe/Athens
GS GBP Atlantic/South_Georgia
GT GTQ America/Guatemala
GU USD Pacific/Guam
GY GYD America/Guyana
HK HKD Asia/Hong_Kong
HM AUD Indian/Kerguelen
HN HNL America/Tegucigalpa
HR EUR Europe/Zagreb
HT HTG America/Port-au-Prince
HU HUF Europe/Budapest
ID IDR Asia/Jakarta
IE EUR Europe/Dublin
IL ILS Asia/Jerusalem
IM GBP Europe/Isle_of_Man
IN INR Asia/Kolkata
IO USD Indian/Chagos
IQ IQD Asia/Baghdad
IR IRR Asia/Tehran
IS ISK Atlantic/Reykjavik
IT EUR Europe/Rome
JE GBP Europe/Jersey
JM JMD America/Jamaica
JO JOD Asia/Amman
JP JPY Asia/Tokyo
KG KGS Asia/Bishkek
KH KHR Asia/Phnom_Penh
KI AUD Pacific/Tarawa
KN XCD America/St_Kitts
KP KPW Asia/Pyongyang
KR KRW Asia/Seoul
KW KWD Asia/Kuwait
KY KYD America/Cayman
KZ KZT Asia/Almaty
LA LAK Asia/Vientiane
LB LBP Asia/Beirut
LC XCD America/St_Lucia
LI CHF Europe/Vaduz
LK LKR Asia/Colombo
LT EUR Europe/Vilnius
LU EUR Europe/Luxembourg
LV EUR Europe/Riga
MC EUR Europe/Monaco
MD MDL Europe/Chisinau
ME EUR Europe/Podgorica
MF EUR America/Marigot
MH USD Pacific/Majuro
MK MKD Europe/Skopje
MM MMK Asia/Yangon
MN MNT Asia/Ulaanbaatar
MO MOP Asia/Macau
MP USD Pacific/Saipan
MQ EUR America/Martinique
MS XCD America/Montserrat
MT EUR Europe/Malta
MV MVR Indian/Maldives
MX MXN America/Mexico_City
MY MYR Asia/Kuala_Lumpur
NC XPF Pacific/Noumea
NF AUD Pacific/Norfolk
NI NIO America/Managua
NL EUR Europe/Amsterdam
NO NOK Europe/Oslo
NP NPR Asia/Kathmandu
NR AUD Pacific/Nauru
NU NZD Pacific/Niue
NZ NZD Pacific/Auckland
OM OMR Asia/Muscat
PA PAB America/Panama
PE PEN America/Lima
PF XPF Pacific/Tahiti
PG PGK Pacific/Port_Moresby
PH PHP Asia/Manila
PK PKR Asia/Karachi
PL PLN Europe/Warsaw
PM EUR America/Miquelon
PN NZD Pacific/Pitcairn
PR USD America/Puerto_Rico
PS ILS Asia/Gaza
PT EUR Europe/Lisbon
PW USD Pacific/Palau
PY PYG America/Asuncion
QA QAR Asia/Qatar
RE EUR Indian/Reunion
RO RON Europe/Bucharest
RS RSD Europe/Belgrade
RU RUB Europe/Moscow
SA SAR Asia/Riyadh
SB SBD Pacific/Guadalcanal
SE SEK Europe/Stockholm
SG SGD Asia/Singapore
SH SHP Atlantic/St_Helena
SI EUR Europe/Ljubljana
SJ NOK Arctic/Longyearbyen
SK EUR Europe/Bratislava
SM EUR Europe/San_Marino
SR SRD America/Paramaribo
SV USD America/El_Salvador
SX XCG America/Lower_Princes
SY SYP Asia/Damascus
TC USD America/Grand_Turk
TF EUR Indian/Kerguelen
TH THB Asia/Bangkok
TJ TJS Asia/Dushanbe
TK NZD Pacific/Fakaofo
TL USD Asia/Dili
TM TMT Asia/Ashgabat
TO TOP Pacific/Tongatapu
TR TRY Europe/Istanbul
TT TTD America/Port_of_Spain
TV AUD Pacific/Funafuti
TW TWD Asia/Taipei
UA UAH Europe/Simferopol
UM USD Pacific/Midway
US USD America/New_York
UY UYU America/Montevideo
UZ UZS Asia/Tashkent
VA EUR Europe/Vatican
VC XCD America/St_Vincent
VE VES America/Caracas
VG USD America/Tortola
VI USD America/St_Thomas
VN VND Asia/Ho_Chi_Minh
VU VUV Pacific/Efate
WF XPF Pacific/Wallis
WS WST Pacific/Apia
YE YER Asia/Aden
YT EUR Indian/Mayotte
`;

export interface Country {
  code: string;
  currency: string;
  zone: string;
}

const read = (lines: string): Country[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', currency = '', zone = ''] = line.split(' ');
      return { code, currency, zone };
    });

export const AFRICAN_COUNTRIES: readonly Country[] = read(AFRICA);
export const OTHER_COUNTRIES: readonly Country[] = read(ELSEWHERE);
export const COUNTRIES: readonly Country[] = [...AFRICAN_COUNTRIES, ...OTHER_COUNTRIES];

export const countryOf = (code: string): Country | undefined => COUNTRIES.find((country) => country.code === code);
