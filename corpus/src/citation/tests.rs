//! What one writes and the keys it gives: every spelling of a reference in a table.

use super::*;

mod spellings;

fn keys(text: &str) -> Vec<String> {
    citations(text).into_iter().map(|citation| citation.key).collect()
}

#[test]
fn one_place_has_one_key() {
    let table: &[(&str, &[&str])] = &[
        ("enligt 11 kap. 5 § SoL får", &["sol:11:5"]),
        ("5 § 11 kap. socialtjänstlagen", &["sol:11:5"]),
        ("14 kap. § 1 SoL", &["sol:14:1"]),
        ("5 kap. 11§ andra stycket\nSoL", &["sol:5:11"]),
        ("4 kap. 2 a § SoL", &["sol:4:2a"]),
        ("9 § 6, LSS", &["lss:9"]),
        ("9 § LSS och 31 b § PBL", &["lss:9", "pbl:31b"]),
        ("5 kap 50 §\nkommunallagen", &["kl:5:50"]),
        ("lag (1993:387) om stöd", &["lss"]),
        ("betänkandet (SOU 2023:69)", &["sou:2023:69"]),
        ("prop. 2021/22:35 och Ds 2019:3", &["prop:2021/22:35", "ds:2019:3"]),
        ("Kommunfullmäktiges beslut 2023-11-27 § 19", &["beslut:kommunfullmäktige:2023-11-27:19"]),
        ("Bordlagt den 16 oktober 2025, § 475", &["beslut::2025-10-16:475"]),
        ("insatser enligt socialtjänstlagen", &["sol"]),
        ("(dnr KS 2023/769)", &["dnr:ks-2023-769"]),
        ("6 § bidragsbrottslagen (2007:612)", &["bidragsbrottslagen:6"]),
        ("KL 5 kap 1 § och MBL § 11", &["kl:5:1", "mbl:11"]),
        ("rapporten (2019:4)", &[]),
        ("Sammanträdesdatum: 2023-10-12\n§ 11", &[]),
        ("§ 61, 0072/22", &["dnr:0072-22"]),
        ("Vi har 5 kap och 7 lösningar.", &[]),
        ("MB och GB av data", &[]),
        ("socialtjänstlagens 11 kap. 5 §", &["sol:11:5"]),
        ("4 kap. 1 och 2 §§ SoL", &["sol:4:1", "sol:4:2"]),
        ("1–3 §§ arkivlagen", &["arkivlagen:1", "arkivlagen:2", "arkivlagen:3"]),
        ("MB kap 3 och 4", &["mb:3", "mb:4"]),
        ("3 och 4 kap. miljöbalken", &["mb:3", "mb:4"]),
        ("enligt kap 9 och 11 i miljöbalken", &["mb:9", "mb:11"]),
        ("15 kapitlet 10 § och 2 kap. 5 § miljöbalken", &["mb:15:10", "mb:2:5"]),
        ("SoL 6 kap 8 §, LVU § 13", &["sol:6:8", "lvu:13"]),
        ("2 kap. 7 § förordningen (2003:789) om", &["förordningen om skydd mot olyckor:2:7"]),
        ("§ 4.1 och § 4.4 SoL", &["sol:4:1", "sol:4:4"]),
        ("Plan och bygglagen, 1. kap 4§", &["pbl:1:4"]),
        ("ett direktiv (EU) 2019/1024 om", &["eu:2019/1024"]),
        ("förordning (EU) 2016/679", &["gdpr"]),
        ("5 kap. 4 § lag om skydd mot olyckor", &["lso:5:4"]),
        ("6 kap. 7 § st 1 p 2 lagen (2016:1146) om", &["luf:6:7"]),
        ("Nämnden återremitterade 2023-09-06 § 5", &["beslut:nämnden:2023-09-06:5"]),
        (
            "parknämnden § 25 4965/20, 2022-12-12",
            &["beslut:parknämnden:2022-12-12:25", "dnr:4965-20"],
        ),
        ("enligt smittskyddslagen", &["smittskyddslagen"]),
        ("Föreslagen plats", &[]),
        ("Museilagens krav", &["museilagen"]),
        (
            "Miljö- och byggnadsnämnden 2019-02-27 § 14",
            &["beslut:miljö- och byggnadsnämnden:2019-02-27:14"],
        ),
        ("KN 230619 §144", &["beslut:kn:2023-06-19:144"]),
        ("Diarienummer  Sida 2021-10-26  402-41334-2021", &["dnr:402-41334-2021"]),
        ("Beslut enligt§ 4.1 SoL", &["sol:4:1"]),
        ("Parknämnden 2022-11-25 protokollsbilaga 1, § 37", &["beslut:parknämnden:2022-11-25:37"]),
        ("MSBFS 2015:5 och SOSFS 2009:6", &["msbfs:2015:5", "sosfs:2009:6"]),
        ("(dir. 2024:31) och skr. 2023/24:97", &["dir:2024:31", "skr:2023/24:97"]),
        ("bet. 2022/23:SoU3", &["bet:2022/23:sou3"]),
        ("balkspropositionen (1997/98:45)", &["prop:1997/98:45"]),
        ("lagen om vård av unga (2001:12)", &["lvu"]),
        ("lagen om nya saker i byar (2001:12)", &["sfs:2001:12"]),
        ("ändringar i skollagen\n§ 12 Val", &["skollagen"]),
        ("enligt kap. 4 bör arkivlagen följas", &["arkivlagen"]),
    ];
    for (text, expected) in table {
        assert_eq!(keys(text), *expected, "{text:?}");
    }
}

#[test]
fn places_are_read_as_laws_write_them() {
    let table: &[(&str, &[&str])] = &[
        ("5 kap. 14 § plan- och bygglagen", &["pbl:5:14"]),
        (
            "9 § stiftelselagen och 3 § passförordningen",
            &["stiftelselagen:9", "passförordningen:3"],
        ),
        ("enligt 5 kap. 8 § kommunal-\nlagen", &["kl:5:8"]),
        ("Plan- och bygglagen (5 kap 8 §)", &["pbl:5:8"]),
        ("fjärde kapitlet 1 § miljöbalken", &["mb:4:1"]),
        ("kommunallagens 11:e kapitel 20 §", &["kl:11:20"]),
        ("SFS 2016:732 §6", &["sfs:2016:732:6"]),
        ("11 kap 10 § (2010:900)", &["pbl:11:10"]),
        ("paragraf 12 i arkivlagen", &["arkivlagen:12"]),
        ("lag (2006:412) om byars brunnar 6 § (LAV)", &["lav:6", "lav"]),
        (
            "skolförordningen (SFS 2011:185)3, 5 kapitlet i miljöbalken4",
            &["skolförordningen", "mb:5"],
        ),
        ("miljöbalken (MB) 6 kap. 6 §", &["mb:6:6"]),
        ("beslut den 6\nmiljöbalken, dels i kapitel 26 där", &["mb", "mb:26"]),
    ];
    for (text, expected) in table {
        assert_eq!(keys(text), *expected, "{text:?}");
    }
}

#[test]
fn a_statute_is_meant_without_its_name() {
    let table: &[(&str, &[&str])] = &[
        ("28 § hyreslagen och 25 a § samma lag", &["hyreslagen:28", "hyreslagen:25a"]),
        ("enligt 4 kap. 1 § SoL. Enligt 2 § samma kapitel", &["sol:4:1", "sol:4:2"]),
        (
            "1 kap. 2 § skolförordningen och 7 § i samma förordning",
            &["skolförordningen:1:2", "skolförordningen:7"],
        ),
        ("PBL 11 kap. 9 §. Enligt 11 kap. 10 § ska", &["pbl:11:9", "pbl:11:10"]),
        ("21 § LBE. Tillstånd ges enligt 27 § av", &["lbe:21", "lbe:27"]),
        ("LSO trädde i kraft. Tillsyn över denna lag", &["lso", "lso"]),
        ("enligt PBL. Reglementet, kapitel 2 § 4, säger", &["pbl"]),
        ("Taxan gäller. Enligt 3 § ska avgift tas ut", &[]),
        ("enligt 4 kap. 1 § samma lag", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(keys(text), *expected, "{text:?}");
    }
}

#[test]
fn statutes_are_known_by_their_titles() {
    let table: &[(&str, &[&str])] = &[
        ("enligt lagen om ordningsvakter.", &["lagen om ordningsvakter"]),
        ("enligt lagen om byars brunnar ska", &["lagen om byars brunnar"]),
        ("lagen om byars brunnar (2001:12)", &["sfs:2001:12"]),
        ("förordningen om byars brunnar, som", &["förordningen om byars brunnar"]),
        ("en ny lag om byars brunnar.", &[]),
        ("lagen om det blir så.", &[]),
        ("2 § lagen (1980:578) om ordningsvakter (LOV)", &["lagen om ordningsvakter:2"]),
        ("enligt spellag och spelförordning", &["spellagen", "spelförordningen"]),
        ("EU:s taxonomiförordning", &["taxonomiförordningen"]),
        ("trafikslagen och de fastslagna förslagen", &[]),
        ("Arbetstidslag (1982:673)", &["arbetstidslagen"]),
    ];
    for (text, expected) in table {
        assert_eq!(keys(text), *expected, "{text:?}");
    }
}

#[test]
fn numbers_of_other_series_and_bodies() {
    let table: &[(&str, &[&str])] = &[
        ("förordning (EG) nr 765/2008 och direktiv 92/43/EEG", &["eu:765/2008", "eu:92/43"]),
        ("enligt EU-förordning 2019/1148", &["eu:2019/1148"]),
        ("i RÅ 1997:47 och fornlämningen L1960:1320", &["rå:1997:47"]),
        (
            "KF 2022-05-19 § 17 samt 2023-02-23 § 26",
            &["beslut:kommunfullmäktige:2022-05-19:17", "beslut:kommunfullmäktige:2023-02-23:26"],
        ),
        (
            "Kommunstyrelsen 2022-04- 28 §§ 12 och 14",
            &["beslut:kommunstyrelsen:2022-04-28:12", "beslut:kommunstyrelsen:2022-04-28:14"],
        ),
        ("protokoll den 28/8 2023 § 12", &["beslut::2023-08-28:12"]),
        ("Byanämnden 2023-02-23\n§ 32 Bron", &[]),
        ("(BN 2022-03-23 § 35)", &["beslut:bn:2022-03-23:35"]),
        ("plan § 129 den 14 juni 2023", &["beslut::2023-06-14:129"]),
        ("i ärende 0726/23 läsåret 2022/23", &["dnr:0726-23"]),
        ("Dnr SBF 2023–00123", &["dnr:sbf-2023-00123"]),
        ("Diarienummer SBK: 0587/14", &["dnr:sbk-0587-14"]),
        ("Diarienummer 2023-05-12", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(keys(text), *expected, "{text:?}");
    }
}
