//! Forms that must meet: the words that users named, and the hundred lemmas of municipal papers of
//! which a plain stemmer loses most occurrences.

#![allow(clippy::print_stderr)]

use std::path::Path;
use std::sync::Arc;

use analyzers::{Analyzer, Dictionary, Lexicon, LexiconBuilder, Pipeline, pipeline_terms};

/// One family a line.
const NAMED: &str = "\
avhopp avhoppet avhoppen
avhoppare avhopparen avhopparna
förälder föräldern föräldrar föräldrarnas
boende boendet boendena
beslut beslutet besluten besluts
besluta beslutade beslutat beslutas
kommun kommunen kommunens kommuner kommunernas
barn barnet barnets barnen
man mannen män männen
bok boken böcker böckerna
stad staden städer städernas
nämnd nämnden nämnder nämndernas
insats insatsen insatser insatserna
skola skolan skolor skolornas
ansökan ansökans ansökningar ansökningarna
orosanmälan orosanmälningar orosanmälningarna
ärende ärendet ärenden ärendena";

/// Compounds of which a short irregular form seems to be the end (`skor` of *sko*, `land`), and forms
/// that a noun shares with a verb.
const MISLEADING: &str = "\
allé allén alléer alléerna
tärnolycka tärnolyckan tärnolyckor tärnolyckorna
tärnvillkor tärnvillkoret tärnvillkoren
tärnförhållande tärnförhållandet tärnförhållanden
skylt skylten skyltar skyltarna
kabel kabeln kablar kablarna
ansökning ansökningen ansökningar ansökningarna";

/// The hundred costliest, dearest first.
const COSTLIEST: &str = "\
arbete arbetet arbetets arbeten
stor stort stora större störst
öka ökar ökade ökat
föreslå föreslår föreslog föreslagit föreslagna
område området områden områdena
förslag förslaget förslagen förslagets
ta tar tog tagit tas
bolag bolaget bolagen bolagens
uppdrag uppdraget uppdragen uppdragets
genomföra genomför genomförde genomfört genomförs
ärende ärendet ärenden ärendena
egen eget egna
ge ger gav gett ges
bli blir blev blivit
hög högt höga högre högst
liten litet mindre minst
särskild särskilt särskilda
fråga frågan frågor frågorna
göra gör gjorde gjort görs
barn barnet barnen barnens
få får fick fått
skola skolan skolor skolorna
ske sker skedde skett
behov behovet behoven behovs
besluta beslutar beslutade beslutat
beslut beslutet besluten beslutets
se ser såg sett ses
plats platsen platser platserna
finna finns fann funnits finnas
gemensam gemensamt gemensamma
antal antalet antals
mål målet målen målens
bedöma bedömer bedömde bedömt bedöms
ledamot ledamoten ledamöter ledamöterna
syfte syftet syften syftena
insats insatsen insatser insatsernas
böra bör borde
bostad bostaden bostäder bostäderna
pågå pågår pågick pågått
beröra berör berörde berört berörs
projekt projektet projekten projektets
fortsätta fortsätter fortsatte fortsatt
program programmet programmen programmets
resultat resultatet resultaten resultats
protokoll protokollet protokollen protokollets
lång långt långa längre längst
anta antar antog antagit antas
positiv positivt positiva
ansvar ansvaret ansvarets
hållbar hållbart hållbara
nära närmare närmast
ligga ligger låg legat
ingå ingår ingick ingått
förskola förskolan förskolor förskolornas
stöd stödet stöden stödets
bidra bidrar bidrog bidragit
hel helt hela
sådan sådant sådana
kostnad kostnaden kostnader kostnaderna
vara är var varit
stad staden städer städerna
byggnad byggnaden byggnader byggnaderna
delta deltar deltog deltagit
aktiv aktivt aktiva
aktuell aktuellt aktuella
komma kommer kom kommit
ange anger angav angett anges
eventuell eventuellt eventuella
uppnå uppnår uppnådde uppnått uppnås
utgå utgår utgick utgått
öppen öppet öppna
yta ytan ytor ytorna
gammal gammalt gamla äldre
råd rådet råden rådets
gå går gick gått
social socialt sociala
negativ negativt negativa
stadshus stadshuset stadshusen
utföra utför utförde utfört utförs
människa människan människor människorna
äga äger ägde ägt ägs
inkomma inkommer inkom inkommit inkomna
beskriva beskriver beskrev beskrivit beskrivs
miljö miljön miljöer miljöerna
lokal lokalt lokala
total totalt totala
analys analysen analyser analyserna
arbetsmarknad arbetsmarknaden arbetsmarknadens
familjehem familjehemmet familjehemmen
fastställa fastställer fastställde fastställt fastställs
svår svårt svåra svårare
utsätta utsätter utsatte utsatt utsatta
generell generellt generella
verksamhet verksamheten verksamheter verksamheternas
effektiv effektivt effektiva
samhälle samhället samhällen samhällets
grundskola grundskolan grundskolor grundskolorna
alternativ alternativet alternativen alternativa
kommunal kommunalt kommunala
välja väljer valde valt väljs";

fn dictionary() -> Option<Lexicon> {
    let path = Path::new("/usr/share/hunspell/sv_SE.dic");
    let (Ok(dic), Ok(aff)) = (std::fs::read(path), std::fs::read(path.with_extension("aff")))
    else {
        assert!(
            std::env::var_os("CI").is_none(),
            "{} is missing: install the package hunspell-sv",
            path.display()
        );
        eprintln!("skipped: {} is missing", path.display());
        return None;
    };
    Some(LexiconBuilder::new(Some(Dictionary { dic: &dic, aff: &aff })).build())
}

/// Families of which not every form meets the first.
fn apart(analyzer: &Analyzer, families: &str) -> Vec<String> {
    let terms = |word: &str| pipeline_terms(analyzer, Pipeline::Lemma, word);
    let mut apart = Vec::new();
    for family in families.lines() {
        let mut words = family.split(' ');
        let lemma = terms(words.next().expect("a family has a lemma"));
        for form in words.filter(|form| !terms(form).iter().any(|term| lemma.contains(term))) {
            apart.push(format!("{form} of {family}"));
        }
    }
    apart
}

#[test]
fn every_family_meets() {
    let Some(lexicon) = dictionary() else { return };
    let analyzer = Analyzer::new(Arc::new(lexicon));
    assert_eq!(COSTLIEST.lines().count(), 100);
    assert_eq!(apart(&analyzer, NAMED), Vec::<String>::new());
    assert_eq!(apart(&analyzer, COSTLIEST), Vec::<String>::new());
    assert_eq!(apart(&analyzer, MISLEADING), Vec::<String>::new());
}

#[test]
fn an_avenue_is_not_everything() {
    let Some(lexicon) = dictionary() else { return };
    let analyzer = Analyzer::new(Arc::new(lexicon));
    assert_eq!(
        apart(&analyzer, "alla allé alléer"),
        ["allé", "alléer"].map(|word| format!("{word} of alla allé alléer"))
    );
}

#[test]
fn without_a_dictionary_nearly_every_form_meets() {
    let analyzer = Analyzer::new(Arc::new(Lexicon::rules_only()));
    let lost = [apart(&analyzer, NAMED), apart(&analyzer, COSTLIEST)].concat();
    assert!(lost.len() <= 8, "{} forms apart: {lost:#?}", lost.len());
}
