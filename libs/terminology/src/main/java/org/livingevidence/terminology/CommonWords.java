package org.livingevidence.terminology;

import java.util.List;
import java.util.Set;

/// Short English words that some names are spelled like (`ALL`, `WAS`, `HIT`, `MEN`). Words that
/// name a complaint in plain English (cold, burn, gout) are not among them.
final class CommonWords {
  private static final Set<String> WORDS =
      Set.copyOf(
          List.of(
              """
          a able about ace act add after again age ago aid aim air all also am an and ant any apt
          arc are area arm art as ash ask at away axe back bad bag ball ban band bank bar bare
          base bat bath be bean bear beat bed bee been bell belt best bet bid big bill bird bit
          blue boat body bold bond bone book born both bow box boy bud bug bus busy but buy by cab
          call calm came camp can cap card care cars case cash cast cat cell chad chap char chip
          cite city clam clap claw clip club coat code come cook cool cope copy core cost crab cup
          cut dad dam dare dark dart data date dawn day days deal dear deep did diet dim dip disc
          dish do dog done door dose dot down draw drop dry due dust duty each ear earn east easy
          eat edge egg else end era even ever eye face fact fade fail fair fall fan far farm fast
          fat fate fed fee feel feet few file fill film find fine fire firm fish fit five flag
          flat flow fly foam fold food foot for form four free from fuel full fun gain game gap
          gas gate gave gear get gift girl give glad go goal goat god gold gone good got gram
          grow gun had hair half hall ham hand hard harm has hat have he head hear heat held help
          her here hers hide high him hip his hit hold hole home hop hope host hot hour how huge
          ice idea if in inn into iron is it item its jam jar jaw job join joy jump just keep
          kept key kid kind king knee know lab lack lady lag lake lamb lamp land lap large last
          late law lay lead leaf led left leg less let lid lie life lift like limb line link lion
          lip list live load lock log long look lose loss lost lot loud love low lung mad made
          mail main make male man many map mark mass mast mat may me meal mean meat meet men mess
          mice mild milk mind mine miss mode moon more most move much mud must name near neck need
          nest net new news next nice night nine no node none nor norm nose not note now nut oak
          odd of off oil old on once one only open or oral our out oven over own pace pack page
          paid pair palm pan park part pass past path pay peak pen per pet pick pig pill pin pink
          plan play plot plus poor port pot pray prep pull pure push put race rain ran rank rare
          rat rate raw read real red rest rice rich ride ring rise risk road rod role roll roof
          room root rose row run safe said salt same sand sat save saw say sea seal seat see seed
          seek seen self sell send sent set sets seven sex shed ship shop short shot show shut
          sick side sign silk sing sir sit site six size skin sky slow small snow so soap soft
          soil sold some son soon sort soup spin spot star stay stem step stop such suit sum sun
          sure swim tag tail take talk tall tank tap tape task tax tea team tear tell ten tend
          term test text than that the them then they thin this thus tie time tin tip tire to told
          tone too took tool top tour toy tray tree trial trip true try tube turn twin two type
          unit up upon us use used user van vary vast very via view vote wait walk wall want war
          warm was wash wave way we weak wear web week well went were west wet what when who whom
          why wide wife wild will win wind wine wing wire wise wish with wood word wore work worn
          year yes yet you young your zero zone zoo
          """
                  .strip()
                  .split("\\s+")));

  private CommonWords() {}

  static boolean contain(String lowerCase) {
    return WORDS.contains(lowerCase);
  }
}
