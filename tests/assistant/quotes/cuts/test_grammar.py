"""Which grammar around a quote makes it a misleading cut, in sentences with invented people."""

from __future__ import annotations

import pytest
from support.quote_library import Library, make_store

MISLEADING = [
    ("I used to think <the union was useless>", "cut_start"),
    ("I keep telling myself <the storm will pass>", "cut_start"),
    ("On paper, <the second plan is perfect>", "cut_start"),
    ("We must dispel the notion that <taxes are theft>", "denied"),
    ("I wouldn’t dream of saying <the clerk is a thief>", "denied"),
    ("I never, ever said <the crane is a wreck>", "denied"),
    ("I’m not one of those who say <the guild betrayed us>", "denied"),
    ("We don’t want a town where <the rich own everything>", "denied"),
    ("<The bishop took the silver> — that’s just not true", "denied"),
    ("I was told <the tanker was safe>", "others_words"),
    ("People come up to me and say, <you ruined the market>", "others_words"),
    ("According to the minister, <the fund is empty>", "others_words"),
    ("For many, <the old quarter is a joke>", "others_words"),
    ("They wish that <the fishermen would just go away>", "others_words"),
    ("You hear it all the time: <captains are drunkards>", "others_words"),
    ("<The mill will reopen in spring>, they promised us", "others_words"),
    ("<The levee is cracked>, says the engineer", "others_words"),
    ("Otherwise <we will close the yard>", "hypothetical"),
    ("Once they sign, <we will leave the island>", "hypothetical"),
    ("If not, <we shut the lock for good>", "hypothetical"),
    ("<We would have won the cup> had the rain stopped", "hypothetical"),
    ("<The pool is open to everyone> who can pay", "cut_end"),
    ("<The judges are honest> most of the time", "cut_end"),
    ("<I trust the treasurer>; however, his plan is bad", "cut_end"),
    ("We hired her not because <she is the mayor’s niece>, but for her work", "denied"),
    ("You can’t hire the man and say <he is a crook>", "denied"),
    ("I don’t see how <the flood would reach the mill>", "denied"),
    ("It’s too soon to say that <the peace will last>", "denied"),
    ("It would be a lie to say <the canal is finished>", "denied"),
    ("What we will not do is <close the clinics>", "denied"),
    ("<The more we drill, the richer we get>. I don’t buy that", "denied"),
    ("What if everyone who lost a race said, <it is hard so I quit>", "hypothetical"),
    ("Assuming tenants agree to the plan, <we start in April>", "hypothetical"),
    ("By the same standard, <the duke would be in jail>", "hypothetical"),
    ("In any other year <they would win the cup>", "hypothetical"),
    ("We may be in a position where <the ferry is our only way out>", "hypothetical"),
    ("I know people are saying <the tram is cursed>", "others_words"),
    ("We are hearing that <the smugglers live here>", "others_words"),
    ("You’ll hear from the lobby that <the river is clean enough>", "others_words"),
    ("The thinking at the port is that <the docks are finished>", "others_words"),
    ("The impression we were given was that <the tower would stand>", "others_words"),
    ("The attitude being, <it is none of our business>", "others_words"),
    ("It is widely believed that <the abbot kept the gold>", "others_words"),
    ("People tell me all the time <you should run for office>", "others_words"),
    ("Some assume that since he is old that <he is deaf>", "others_words"),
    ("In their telling, <the strike ruined the region>", "others_words"),
    ("And my mother goes, <you look like a clown>", "others_words"),
    ("<It was a wrong thing>, but for sure we can’t judge", "cut_end"),
    ("People thought <the pier was rotten>", "others_words"),
    ("He said that all along he felt that <the widow had been cheated>", "others_words"),
    ("They say, Mr. Mayor, <the treasury holds nothing>", "others_words"),
    ("They tell me Madam President, <the convoy is lost>", "others_words"),
    ("What people tell us, from time to time, is <we ring the bells too early>", "others_words"),
    ("What they have talked about, now and then, is <they water the milk>", "others_words"),
    ("You know what they say about sailors? <A sailor has no home>", "others_words"),
    ("Have you heard what people tell of judges? <The gavel is for hire>", "others_words"),
    ("They have this mantra that <every tax is robbery>", "others_words"),
    ("The idea that <we would sell the school> is simply not accurate", "denied"),
    ("To say <the nurses slept all night> isn’t right", "denied"),
    ("What he cannot do, and I presume he won’t, is <be the master of two ships>", "denied"),
    ("The sawmill shuts because <it has no timber>. It has timber", "denied"),
    ("<The miller always paid the toll>. The miller never paid", "denied"),
    ("<There was no cure for the blight>. There is now", "cut_end"),
    ("<We didn’t have a lifeboat>. We do today", "cut_end"),
    ("<The heron doesn’t sing well> when it is caged", "cut_end"),
    ("<Owners should be able to be fined> when they know of a fault", "cut_end"),
    ("<You can’t say I like the duke> or dislike him", "cut_end"),
    ("<She is a gifted architect> with some ideas I don’t like", "cut_end"),
    ("<It is entirely possible to drain the marsh>. But it would ruin us", "cut_end"),
    ("<I don’t want to blame the harpist>, but after all those wrong notes, it is time", "cut_end"),
    ("<They will sail if the tide is high and> if the wind turns", "cut_end"),
    ("If you don’t want to mend the net, fine, <you can’t have the boat>", "cut_start"),
    ("There are nights when I say <I quit the fire brigade>", "cut_start"),
    ("I wish I could say <the famine is over>", "cut_start"),
    ("It would be lovely to think <the wolves have left>", "cut_start"),
    ("A year ago I would have said <the shipyard is lost>", "cut_start"),
    ("<The well is clean> — or for the most part", "cut_end"),
    ("<I don’t want to blame the cook>, but after years of burnt soup, it is time", "cut_end"),
    ("Ten years ago I would have also said <the mole is doomed>", "hypothetical"),
    ("Far be it from me to say <the painter is a fraud>", "denied"),
    ("I am not going to stand here and tell you <the fever has passed>", "denied"),
    ("We stopped believing that <the hermit was a prophet>", "denied"),
    ("Farmers have argued for many years that <the weir kills fish>", "others_words"),
    ("<The library burned>. Or so they say", "others_words"),
    ("<The verger took the lamp>. At least that is what she claims", "others_words"),
    ("<The trawler will be raised>. If the crew agrees", "cut_end"),
    ("<The ferryman has retired>. For now", "cut_end"),
    ("<Every hen gets a nest> — in theory", "cut_end"),
    ("<The rope will hold us all>, I hope", "cut_end"),
    ("<We will close the tannery> in the event that orders fall", "cut_end"),
]
FAIR = [
    "Do you know what you say about cooks? <The broth is far too thin>",
    "<The lake is not deep>. The lake is deep? Look again",
    "<It snowed on the last possible day>. But we danced",
    "<It is not possible to row home>. But it would be lovely",
    "<The inn is open>. For now, a toast",
    "When I say <the hull leaks badly>, I mean it",
    "What we tell them is <they must pay the rent>",
    "What they say is <plain nonsense>",
    "<We will not stay in the town>, but in the hills, we will",
    "<You must not call the king> or call the queen",
    "<What the nurses did at night> wasn’t right for the ward",
    "I thought <the opera was splendid>",
    "<The barn is full>. But the attic is empty",
    "<They didn’t blink> when the storm came",
    "<We will not pay the bishop>. They will",
    "<The fleet has no admiral>. The fleet has a cook",
    "I know, Mr. Speaker, <the debate was long>",
    "<We don’t want gold> or silver",
    "<Do not open the vault>. Do you hear me",
    "<The baker came home> with some bread I like",
    "You know what I say about the sea? <The sea feeds us>",
    "As I have said for years, <the bathhouse must stay>",
    "<It is not about the oak>, but about the elm, and the elm is old",
    "If you want to know, <the duchess paid>",
    "<The choir is not ready yet>. I hope to hear it",
    "I am proud to say <the aqueduct is done>",
    "I would say <the vineyard is in good shape>",
    "<The potter mended the jug>. At last it holds water",
    "<The granary is full>. That is the law of plenty",
    "<The moat froze early>. Then came the snow",
    "Don’t worry, <the pension is safe>",
    "Not long ago <the theatre burned down>",
    "For many years, <the tower was our home>",
    "If I may say so, <the choir sang well>",
    "No one can deny that <the orchard was sold>",
    "I have a feeling that <the snow will melt early>",
    "<We will fight for the lighthouse> for as long as it takes",
    "<The guests paid for everything> that year",
    "<The auditors look at the books> to determine if money was lost",
    "<What a strange world we have>, where papers ask, ‘Should guards hit writers?’",
    "<Silence says it is fine>, or it’s sort of like, as he put it, a shrug",
    "<The band played badly>. It’s not so much the drummer, it’s the hall",
    "<We won the regatta>, thanks to you",
    "Let me tell you, <the winters here are hard>",
    "The bottom line is that <the children need a teacher>",
    "My view is that <the lease should end>",
    "I’m happy to report that <the patient is well>",
]


def split(sentence: str) -> tuple[str, str]:
    """A sentence without its marks, and the words between them."""
    quote = sentence[sentence.index("<") + 1 : sentence.index(">")]
    return sentence.replace("<", "").replace(">", ""), quote


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    sentences = [split(one)[0] for one in [*(one for one, _ in MISLEADING), *FAIR]]
    text = "\n\n".join(["The quay", *(f"“{one},” said Tilda Ross." for one in sentences)]) + "\n"
    text += "\nAsked about the levy, Nils Varga wasn’t “willing to talk about the levy at all”.\n"
    text += (
        "\n“They sold the barge at a loss,” said Edda Holm. “With all those debts, who wouldn’t?”\n"
    )
    text += "\n“Holm, who is, we believe, a smuggler, has left the town,” said Varga.\n"
    text += "\n“We do not, in fact, have the tools,” said Holm.\n"
    text += "\n“The steel comes out of, among other places, the forge,” said Holm.\n"
    text += "\n“They talked about themselves instead of the town,” said Varga.\n"
    text += "\n“They may all be, potentially, dragged into court,” said Varga.\n"
    text += "\n“Holm is the true heir and Varga is a charlatan,” said Ross.\n"
    text += "\n“If there had been no dyke” around the port, Ross said, "
    text += "“we would now live under water.”\n"
    text += (
        "\n“This is the port that Varga, even in court, said was a model of order,” said Ross.\n"
    )
    text += "\n“I met Lund on the ice. He’s unlike Krol, who can rob you and smile,” said Ross.\n"
    text += "\nPerhaps, he said, this “tiny island has grown too rich too soon”.\n"
    text += "\nDo you know what they say of cooks?\n\n“The soup is on the table,” said Holm.\n"
    text += "\nMaybe “it rained”, he said, but the “old pump has burst again”.\n"
    text += "\n“I met Ek, a man of sixty, who can sing and smile,” said Ross.\n"
    text += "\nVarga said that if “the court asks for more, we will appeal the ruling.”\n"
    return Library(make_store(tmp_path_factory.mktemp("grammar"), {"quay.txt": text}))


def kinds(library: Library, quote: str) -> set[str]:
    return {warning.kind for warning in library.check(quote).warnings}


@pytest.mark.parametrize(("sentence", "kind"), MISLEADING)
def test_words_around_a_quote_that_change_it_are_warned_of(
    library: Library, sentence: str, kind: str
) -> None:
    assert kind in kinds(library, split(sentence)[1])


@pytest.mark.parametrize("sentence", FAIR)
def test_words_around_a_quote_that_leave_it_as_it_is_are_not(
    library: Library, sentence: str
) -> None:
    assert not kinds(library, split(sentence)[1])


def test_the_writers_negation_before_the_mark_is_warned_of(library: Library) -> None:
    assert "denied" in kinds(library, "willing to talk about the levy at all")


def test_a_small_letter_behind_a_gap_shows_a_splice(library: Library) -> None:
    assert "splice" in kinds(library, "They sold the barge … with all those debts")


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("We do … have the tools", "hidden_in_gap"),
        ("The steel comes out of … the forge", "hidden_in_gap"),
        ("They talked about … the town", "hidden_in_gap"),
        ("They may all be … dragged into court", "hidden_in_gap"),
        ("Holm is … a charlatan", "splice"),
        ("This is … a model of order", "hidden_in_gap"),
        ("I met Lund on the ice … who can rob you and smile", "splice"),
        ("tiny island has grown too rich too soon", "cut_start"),
        ("we would now live under water", "hypothetical"),
        ("we will appeal the ruling", "hypothetical"),
    ],
)
def test_gaps_and_interruptions_that_change_a_quote_are_warned_of(
    library: Library, quote: str, kind: str
) -> None:
    assert kind in kinds(library, quote)


def test_an_aside_that_is_only_a_belief_is_warned_of(library: Library) -> None:
    assert "hidden_in_gap" in kinds(library, "Holm, who is … a smuggler, has left the town")


@pytest.mark.parametrize(
    "quote",
    [
        "The soup is on the table",
        "old pump has burst again",
        "I met Ek … who can sing and smile",
    ],
)
def test_what_stands_apart_from_a_quote_changes_nothing_in_it(library: Library, quote: str) -> None:
    assert not kinds(library, quote)
