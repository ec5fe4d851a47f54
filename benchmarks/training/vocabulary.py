"""Words that invented works and prose are made of. A fifth of each list is kept for evaluation."""

from __future__ import annotations

from dataclasses import dataclass
import random

from benchmarks.training.works import held_out

FAMILIES = """Abbott Adeyemi Aguilar Ahmed Andersson Bakker Banerjee Barros Baumann Becker Bellini
Bennett Berglund Bianchi Bischoff Blanchard Boateng Bonnet Bradley Brandt Byrne Campos Carlsen
Carvalho Castillo Chaudhry Chen Chevalier Choi Clarke Colombo Cooper Costa Daley Danielsen Dawson
Delgado Desai Diallo Dietrich Dimitrov Dubois Dumont Eckert Egan Eriksen Espinoza Evans Farrell
Fernandes Ferrari Fischer Fleming Fontaine Fraser Friedrich Fujita Gallagher Garnier Georgiou
Gibson Gupta Haas Hansen Harada Hartmann Hassan Hayashi Henriksson Herrera Hoffmann Holm Horvat
Hughes Ibrahim Ishikawa Ivanova Jansen Jensen Johansson Kaplan Karlsson Kato Kaya Keller Kimura
Kovacs Kowalski Kruger Lambert Larsen Lefebvre Lehmann Lindgren Lombardi Lopes Lund MacDonald
Maier Marchand Markovic Martins Mbeki McCarthy Mehta Mendoza Meyer Moreau Morita Mueller Murphy
Nakagawa Navarro Nielsen Nikolaidis Nkosi Novak O'Brien O'Connor Oduya Okafor Olsen Ortega Osei
Owens Papadakis Park Pedersen Petrov Popescu Quinn Rahman Ramirez Reyes Ricci Rinaldi Rossi
Roussel Ruiz Saito Santos Sato Schneider Schulz Serrano Sharma Simmons Singh Sokolov Sorensen
Steiner Suzuki Takahashi Tanaka Thompson Torres Tremblay Ueda Vargas Vasquez Vogel Wagner Walsh
Watanabe Weber Werner Whitfield Winkler Wong Wright Yamada Yilmaz Zhang Zimmermann Zielinski
Hall King Young Hill Wood Church Bishop Field Page March May Long Rivers Banks""".split()
GIVENS = """Adam Agnes Aiko Alain Alice Amara Amina Ana Andrew Anja Anna Anton Astrid Beatriz
Benjamin Birgit Bruno Carla Carlos Catherine Chen Chiara Chloe Claire Daniel David Deborah Diego
Dmitri Edith Elena Elizabeth Emma Erik Esther Eva Fatima Felix Fiona Francois Gabriel Georg Grace
Hana Hannah Hans Helen Henry Hiroshi Ian Ines Ingrid Isabel Ivan Jack Jacob James Jan Jane Javier
Jean Joan Johanna John Jonas Jorge Joseph Julia Karen Karl Katarina Kenji Klaus Laura Leila Lena
Liam Linda Luca Lucy Luis Magnus Margaret Maria Marie Mark Martin Mary Matteo Maya Mei Michael
Miguel Mohamed Monika Nadia Naomi Nicholas Nils Nora Olga Oliver Omar Pablo Patricia Paul Pedro
Peter Philippe Priya Rachel Rafael Rebecca Richard Robert Rosa Ruth Samuel Sara Sebastian Simon
Sofia Stefan Susan Tariq Thomas Ulrich Ursula Valerie Victor Vincent Walter Wei William Yasmin
Yuki Yusuf Zoe""".split()
PARTICLES = "van|van der|de|von|del|de la|di|al|ten|du|dos|le".split("|")
CITIES = """Accra Amsterdam Ankara Athens Auckland Baltimore Bangkok Barcelona Beijing Beirut
Berkeley Berlin Bern Bielefeld Bogotá Bonn Boston Brisbane Brussels Bucharest Budapest Cairo
Cambridge Canberra Chicago Copenhagen Dakar Delhi Dublin Durham Edinburgh Florence Frankfurt
Geneva Glasgow Göttingen Hamburg Hanoi Helsinki Istanbul Ithaca Jakarta Jerusalem Johannesburg
Karachi Kyiv Lagos Leiden Leipzig Lima Lisbon London Lyon Madrid Manchester Manila Melbourne Milan
Minneapolis Montreal Moscow Mumbai Munich Nairobi Oslo Ottawa Oxford Paris Philadelphia Prague
Princeton Reykjavik Rome Rotterdam Santiago Seattle Seoul Singapore Sofia Stanford Stockholm
Stuttgart Sydney Taipei Tallinn Tokyo Toronto Tübingen Tunis Uppsala Utrecht Vienna Vilnius Warsaw
Wellington Zagreb Zürich""".split() + [
    "New York", "New Haven, CT", "Cambridge, MA", "Cambridge, Mass.", "Washington, DC",
    "Washington, D.C.", "Los Angeles", "San Francisco", "New Delhi", "Hong Kong", "Ann Arbor",
    "Chapel Hill", "Thousand Oaks, CA", "Buenos Aires", "Mexico City", "The Hague",
    "Santa Barbara", "Basingstoke, UK", "Boca Raton, FL", "Frankfurt am Main", "São Paulo",
    "Rio de Janeiro", "Englewood Cliffs, N.J.", "Lanham, MD", "Addis Ababa", "Kuala Lumpur",
]  # fmt: skip
COUNTRIES = """Argentina Australia Austria Bangladesh Belgium Brazil Bulgaria Canada Chile China
Colombia Croatia Denmark Egypt Estonia Ethiopia Finland France Germany Ghana Greece Hungary India
Indonesia Ireland Israel Italy Jamaica Japan Jordan Kenya Latvia Lebanon Lithuania Malaysia Mexico
Morocco Nepal Netherlands Nigeria Norway Pakistan Peru Philippines Poland Portugal Romania Russia
Rwanda Senegal Serbia Singapore Slovakia Spain Sweden Switzerland Taiwan Tanzania Thailand Tunisia
Turkey Uganda Ukraine Uruguay Vietnam Zambia""".split() + [
    "South Africa", "South Korea", "New Zealand", "Sri Lanka", "Costa Rica", "Saudi Arabia",
    "the United States", "the United Kingdom", "the European Union", "the Czech Republic",
]  # fmt: skip
PUBLISHERS = [
    "Oxford University Press", "Cambridge University Press", "Routledge", "Princeton University Press",
    "Harvard University Press", "Yale University Press", "University of Chicago Press", "Springer",
    "Palgrave Macmillan", "Verso", "Penguin", "Random House", "Bloomsbury Academic", "Brill",
    "Polity Press", "Polity", "MIT Press", "Duke University Press", "Suhrkamp", "Campus Verlag",
    "De Gruyter", "Walter de Gruyter", "C.H. Beck", "Gallimard", "Le Seuil", "Éditions du Seuil",
    "Presses universitaires de France", "La Découverte", "Armand Colin", "Einaudi", "Il Mulino",
    "Edward Elgar", "Elsevier", "Wiley-Blackwell", "Blackwell", "John Wiley & Sons", "SAGE", "Sage",
    "Farrar, Straus and Giroux", "W. W. Norton", "Norton", "Simon & Schuster", "HarperCollins",
    "Vintage", "Knopf", "Alfred A. Knopf", "Beacon Press", "Zed Books", "Pluto Press",
    "Manchester University Press", "University of California Press", "Stanford University Press",
    "Cornell University Press", "University of Minnesota Press", "NYU Press", "Basic Books",
    "Mohr Siebeck", "Böhlau", "Wallstein", "transcript", "Franz Steiner", "Vandenhoeck & Ruprecht",
    "Faber and Faber", "Lexington Books", "Rowman & Littlefield", "Ashgate", "Academic Press",
    "Fondo de Cultura Económica", "Siglo XXI", "Alianza Editorial", "Kluwer", "Thames & Hudson",
    "McGraw-Hill", "Prentice Hall", "Clarendon Press", "Peter Lang", "Hart Publishing",
]  # fmt: skip
NEWSPAPERS = [
    "The New York Times", "New York Times", "The Guardian", "Guardian", "The Washington Post",
    "Washington Post", "The Wall Street Journal", "Financial Times", "The Times", "Le Monde",
    "Le Figaro", "Libération", "Die Zeit", "Süddeutsche Zeitung", "Frankfurter Allgemeine Zeitung",
    "Neue Zürcher Zeitung", "El País", "La Repubblica", "Corriere della Sera", "The Hindu",
    "Times of India", "South China Morning Post", "The Straits Times", "Bangkok Post",
    "The Sydney Morning Herald", "The Age", "Globe and Mail", "Toronto Star", "Los Angeles Times",
    "Chicago Tribune", "Boston Globe", "USA Today", "Politico", "Axios", "Bloomberg", "Reuters",
    "Associated Press", "AP News", "AFP", "BBC News", "BBC", "CNN", "Al Jazeera", "NPR",
    "Deutsche Welle", "Haaretz", "Daily Nation", "Mail & Guardian", "Irish Times", "The Scotsman",
    "Hürriyet Daily News", "Korea Herald", "Yonhap News Agency", "Xinhua", "Global Times",
    "Taipei Times", "Vanguard", "Dawn", "O Globo", "Folha de S.Paulo", "La Nación", "Clarín",
    "Kyiv Independent", "The Moscow Times", "Der Standard", "taz", "Daily Telegraph", "The Independent",
    "Birmingham Evening Mail", "Leeds Mercury", "San Francisco Chronicle", "Miami Herald",
]  # fmt: skip
MAGAZINES = [
    "The New Yorker", "The Atlantic", "The Economist", "Time", "Newsweek", "Foreign Policy",
    "Foreign Affairs", "Harper's Magazine", "The Nation", "New Statesman", "The Spectator", "Wired",
    "Scientific American", "National Geographic", "Der Spiegel", "Spiegel Online", "L'Express",
    "Slate", "Vox", "The Diplomat", "Jacobin", "Dissent", "Nature News", "Quanta Magazine",
    "MIT Technology Review", "London Review of Books", "New York Review of Books", "Artforum",
    "History Today", "Smithsonian Magazine", "Rolling Stone", "Vanity Fair", "Merkur", "Cicero",
]  # fmt: skip
THINK_TANKS = [
    "Brookings Institution", "Chatham House", "RAND Corporation", "Carnegie Endowment for International Peace",
    "Council on Foreign Relations", "International Crisis Group", "Pew Research Center", "Lowy Institute",
    "Stiftung Wissenschaft und Politik", "Clingendael Institute", "Bruegel", "Atlantic Council",
    "Center for a New American Security", "Human Rights Watch", "Amnesty International", "Greenpeace",
    "Transparency International", "World Resources Institute", "Institute for Fiscal Studies",
    "Resolution Foundation", "Observer Research Foundation", "Bertelsmann Stiftung", "Oxfam",
    "Reuters Institute for the Study of Journalism", "Stockholm International Peace Research Institute (SIPRI)",
    "European Council on Foreign Relations", "Freedom House", "Deloitte", "McKinsey & Company", "KPMG",
    "Hogan Lovells", "Baker, Marsh & Partners", "Ember", "Wood Mackenzie", "Save the Children",
]  # fmt: skip
BODIES = [
    "World Health Organization", "World Bank", "International Monetary Fund", "OECD", "UNESCO", "UNICEF",
    "United Nations", "UN General Assembly", "UN Human Rights Council", "United Nations Development Programme",
    "European Commission", "European Parliament", "Council of Europe", "European Central Bank",
    "International Labour Organization (ILO)", "World Trade Organization (WTO)", "Food and Agriculture Organization",
    "Asian Development Bank", "African Union", "NATO", "International Energy Agency (IEA)", "ASEAN Secretariat",
    "US Census Bureau", "U.S. Department of Justice", "U.S. Department of Agriculture", "Home Office",
    "HM Treasury", "Office for National Statistics", "Federal Trade Commission", "Environmental Protection Agency",
    "Centers for Disease Control and Prevention (CDC)", "Statistisches Bundesamt", "Bundesministerium des Innern",
    "Auswärtiges Amt", "Ministère de la Culture", "Ministère de l'Éducation nationale", "Cour des comptes",
    "Statistics Canada", "Government Accountability Office", "Australian Bureau of Statistics", "Interpol",
    "International Committee of the Red Cross", "Intergovernmental Panel on Climate Change", "House of Commons",
    "US Congress, House Committee on Energy and Commerce", "Committee on the Rights of the Child", "IPCC", "NASA",
]  # fmt: skip
MINISTRIES = """Foreign Affairs|Defence|Defense|Finance|Health|Education|Justice|the Environment|
Trade and Industry|Agriculture|Labour|Culture|Energy|Transport|the Interior|Science and Technology|
Economy|Health and Family Welfare|Land, Infrastructure and Tourism|Digital Affairs""".replace(
    "\n", ""
).split("|")
SITES = [
    "History Workshop Online", "EUROCLIO", "OpenDemocracy", "Carbon Brief", "ProPublica", "The Conversation",
    "Our World in Data", "Stanford Encyclopedia of Philosophy", "Wikipedia", "Encyclopaedia Britannica",
    "YouTube", "GitHub", "Internet Archive", "Europeana", "Library of Congress", "British Museum", "Tate",
    "Smithsonian Institution", "Bundesarchiv", "Hypotheses", "Medium", "Substack", "LinkedIn", "H-Soz-Kult",
    "SSRN", "arXiv", "Lawfare", "War on the Rocks", "EJIL: Talk!", "Verfassungsblog", "SCOTUSblog", "Zenodo",
    "Figshare", "Dataverse", "MoMA", "BBC Sounds", "Vimeo", "NASA Earth Observatory", "Digital Humanities Now",
]  # fmt: skip
NOUNS = """archive border climate memory empire trade labour migration language policy market city
identity war peace water energy forest school museum law court church parliament press radio film
photograph novel poem body gender race class revolution reform crisis debt tax bank currency farm
railway harbour ship map census plague vaccine hospital virus gene cell protein star planet algorithm
network data privacy security treaty alliance sanction missile election party vote citizen refugee
child family household village island river mountain desert ocean coal oil gas steel cotton sugar
rice wheat fish cattle horse clothing food housing road bridge engine robot drone satellite internet
platform media rumour myth ritual pilgrimage manuscript library translation grammar song theatre
opera painting sculpture ruins temple garden landscape heritage tourism sport leisure crime prison
police slavery colony mission diplomacy espionage intelligence neutrality sovereignty democracy
fascism communism nationalism liberalism feminism populism capitalism welfare inequality poverty
growth innovation education science knowledge truth error evidence method theory practice""".split()
ADJECTIVES = """early late modern medieval ancient contemporary urban rural global local national
colonial imperial postcolonial industrial digital public private social political economic cultural
visual material legal moral religious secular scientific technical literary oral maritime northern
southern eastern western transatlantic comparative critical empirical new old hidden forgotten
contested broken shared invisible everyday radical silent strategic military nuclear environmental
sustainable open free hybrid emerging quiet long short first second third great small uneven""".split()
VERBS = """reshapes threatens boosts delays rejects approves cuts expands signs suspends bans eases
raises lowers probes sues blames backs warns urges halts reopens unveils launches drops wins loses
faces fears seeks plans denies confirms""".split()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists of one side: for training, or held out for evaluation."""

    rng: random.Random
    held: bool

    def pick(self, words: list[str]) -> str:
        """A random word of this side's part of a list."""
        for _ in range(40):
            word = self.rng.choice(words)
            if held_out(word, 5) == self.held:
                return word
        return self.rng.choice(words)

    def chance(self, share: float) -> bool:
        """True in that share of calls."""
        return self.rng.random() < share
