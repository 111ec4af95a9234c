"""Controlled vocabularies: what a classified field may say, each value with its definition."""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """Base of the vocabularies: members are strings, each with its definition as docstring."""

    _value_: str

    def __new__(cls, value: str, text: str = "") -> Self:
        """Return a member with a value and its definition."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.__doc__ = text
        return member

    def __init_subclass__(cls) -> None:
        cls.__module__ = "untip.schema"


class Pillar(Vocabulary):
    """The four pillars of the Global Plan of Action: the three Ps of the Trafficking Protocol, and partnership."""

    PREVENTION = "prevention", "Keeping trafficking from happening: causes, demand, awareness, safe migration."
    PROTECTION = "protection", "Identification, assistance, rights and redress of victims."
    PROSECUTION = "prosecution", "Legislation, investigation, prosecution and punishment."
    PARTNERSHIP = "partnership", "Cooperation and coordination between States, organizations and sectors."


class ExploitationForm(Vocabulary):
    """Forms of exploitation, from article 3 (a) of the Trafficking Protocol and the practice of its agencies."""

    SEXUAL_EXPLOITATION = (
        "sexual-exploitation",
        "Exploitation of the prostitution of others or other forms of sexual exploitation.",
    )
    FORCED_LABOUR = (
        "forced-labour",
        "Work exacted under menace of a penalty and not offered voluntarily (ILO Convention No. 29).",
    )
    SLAVERY = "slavery", "A person over whom powers of ownership are exercised (Slavery Convention, article 1)."
    SERVITUDE = "servitude", "Debt bondage, serfdom and the other institutions of the 1956 Supplementary Convention."
    ORGAN_REMOVAL = "organ-removal", "Trafficking for the removal of organs."
    DOMESTIC_SERVITUDE = "domestic-servitude", "Exploitation of domestic workers in private households."
    CHILD_LABOUR = (
        "child-labour",
        "The worst forms of child labour (ILO Convention No. 182) and other exploitation of children's work.",
    )
    FORCED_BEGGING = "forced-begging", "Begging exacted by others."
    FORCED_MARRIAGE = (
        "forced-marriage",
        "Marriage without the full and free consent of a party, child marriage included.",
    )
    ILLEGAL_ADOPTION = "illegal-adoption", "Adoption that is improper or for exploitation."
    CHILD_PORNOGRAPHY = "child-pornography", "Sexual abuse images of children, in the terms of the sources."
    CHILD_SOLDIERS = "child-soldiers", "Recruitment and use of children in armed conflict."
    CRIMINAL_ACTIVITY = "criminal-activity", "Crimes that a victim is made to commit."


class Topic(Vocabulary):
    """What a record is about: terms drawn from the founding texts, near the UN thesaurus where it has one."""

    ARMED_CONFLICT = "armed-conflict", "War, humanitarian crises and post-conflict settings."
    ASYLUM = "asylum", "Refugee status and international protection of trafficked or threatened persons."
    AWARENESS_RAISING = (
        "awareness-raising",
        "Campaigns, education and information for the public or for groups at risk.",
    )
    BEST_INTERESTS = (
        "best-interests",
        "The child's best interests as a primary consideration, and how they are determined.",
    )
    BORDER_CONTROL = "border-control", "Borders, travel documents and their security."
    CAPACITY_BUILDING = "capacity-building", "Training, skills and institutions of those who act against trafficking."
    CHILD_LABOUR = "child-labour", "Children's work that harms them, and its worst forms."
    CHILD_PARTICIPATION = "child-participation", "Children's own voice in what concerns them."
    CHILD_PROTECTION = "child-protection", "Protection of trafficked children and of children at risk."
    CIVIL_SOCIETY = "civil-society", "Non-governmental organizations, media, faith and community groups."
    COMPENSATION = "compensation", "Redress: compensation, restitution, remedies."
    CONSENT = "consent", "The place of consent and of means in the definition."
    COORDINATION = (
        "coordination",
        "Who works with whom, nationally and between agencies; lead bodies, mandates, duplication.",
    )
    CORRUPTION = "corruption", "Officials who take part or look away."
    CRIMINALIZATION = "criminalization", "Making trafficking an offence, with fitting penalties."
    CULTURE = "culture", "Cultural factors, traditions and norms, as causes or as means."
    DATA_COLLECTION = "data-collection", "Statistics, databases, common indicators, disaggregation."
    DEMAND = "demand", "Demand that fosters exploitation, of buyers, employers and consumers."
    DIGITAL_TECHNOLOGY = "digital-technology", "The internet and other technologies, in crime and against it."
    DISCRIMINATION = "discrimination", "Unequal treatment by sex, age, origin, status or ethnicity."
    DOMESTIC_WORK = "domestic-work", "Work in private households."
    EDUCATION = "education", "Schooling and lifelong learning."
    EMPLOYMENT = "employment", "Decent work, livelihoods, employability, recruitment agencies."
    FORCED_LABOUR = "forced-labour", "Forced labour as a form of exploitation and as an offence."
    FUNDING = "funding", "Money and other resources for the work."
    GENDER_EQUALITY = "gender-equality", "Equality of women and men, and empowerment of women and girls."
    GUARDIANSHIP = "guardianship", "Guardians for unaccompanied or trafficked children."
    HEALTH = "health", "Physical, mental and reproductive health of victims and groups at risk."
    HIV_AIDS = "hiv-aids", "HIV and AIDS among those trafficked or at risk."
    HUMAN_RIGHTS = "human-rights", "The human rights-based approach to trafficking."
    INFORMATION_EXCHANGE = "information-exchange", "Sharing of information and knowledge among those who act."
    INTERNAL_TRAFFICKING = "internal-trafficking", "Trafficking within one country."
    INTERNATIONAL_COOPERATION = (
        "international-cooperation",
        "Cooperation between States and between organizations across borders.",
    )
    LABOUR_INSPECTION = "labour-inspection", "Labour administration and inspection."
    LAW_ENFORCEMENT = "law-enforcement", "Police and border services at work."
    LEGAL_ASSISTANCE = "legal-assistance", "Legal aid, representation and access to justice of victims."
    LEGISLATION = "legislation", "National law and its fit with international obligations."
    MIGRATION = "migration", "Migration and its management, safe and regular channels."
    MINORITIES = "minorities", "Ethnic minorities and indigenous peoples."
    MONITORING_AND_EVALUATION = "monitoring-and-evaluation", "Whether measures work, and how one learns it."
    MUTUAL_LEGAL_ASSISTANCE = (
        "mutual-legal-assistance",
        "Extradition, legal assistance, seizure and confiscation between States.",
    )
    NATIONAL_ACTION_PLANS = "national-action-plans", "National plans and strategies against trafficking."
    NATIONAL_RAPPORTEURS = (
        "national-rapporteurs",
        "National rapporteurs, ombudspersons and equivalent mechanisms that watch over the response.",
    )
    NON_PUNISHMENT = "non-punishment", "Victims are not punished for what trafficking made them do."
    ORGANIZED_CRIME = "organized-crime", "Transnational organized crime and its networks."
    ORGAN_REMOVAL = "organ-removal", "Trafficking for the removal of organs."
    PEACEKEEPING = "peacekeeping", "Peace operations and their personnel."
    POVERTY = "poverty", "Poverty and want of opportunity."
    PRIVATE_SECTOR = "private-sector", "Business, employers and supply chains."
    REFERRAL_MECHANISMS = "referral-mechanisms", "How a victim is passed on to those who help."
    REINTEGRATION = "reintegration", "Recovery, rehabilitation and reintegration of victims."
    REPATRIATION = "repatriation", "Return of victims, voluntary and safe or not."
    RESEARCH = "research", "Studies of trafficking, its causes and markets."
    RESIDENCE_STATUS = "residence-status", "Reflection periods, residence permits, regularization."
    ROOT_CAUSES = "root-causes", "What makes people vulnerable in the first place."
    SEXUAL_EXPLOITATION = "sexual-exploitation", "Sexual exploitation as a form of trafficking."
    SMUGGLING = "smuggling", "Smuggling of migrants, and how it differs."
    SOCIAL_PROTECTION = "social-protection", "Social services and safety nets."
    STATELESSNESS = "statelessness", "Want of nationality or of documents that prove it."
    SUSTAINABLE_DEVELOPMENT = "sustainable-development", "Development and the 2030 Agenda."
    TRAFFICKED_MEN = "trafficked-men", "Men and boys as victims."
    TRAFFICKING_DEFINITION = "trafficking-definition", "What trafficking is, and how it is understood."
    VICTIM_ASSISTANCE = "victim-assistance", "Shelter, care and support for victims."
    VICTIM_IDENTIFICATION = "victim-identification", "Recognizing victims as such."
    VIOLENCE_AGAINST_WOMEN = (
        "violence-against-women",
        "Violence against women and girls, of which trafficking is a form.",
    )
    WITNESS_PROTECTION = "witness-protection", "Safety of victims and others who testify."


class AgencyType(Vocabulary):
    """What an organization is, in the terms of the UN System Chart."""

    PRINCIPAL_ORGAN = "principal-organ", "A principal organ of the United Nations (Charter, article 7)."
    SUBSIDIARY_ORGAN = (
        "subsidiary-organ",
        "A subsidiary organ, such as a council, a commission or a committee of a principal organ.",
    )
    SECRETARIAT_ENTITY = "secretariat-entity", "A department, office or division of the UN Secretariat."
    PROGRAMME_OR_FUND = "programme-or-fund", "A UN programme, fund or entity of that standing."
    SPECIALIZED_AGENCY = (
        "specialized-agency",
        "A specialized agency (Charter, article 57), the World Bank Group included.",
    )
    RELATED_ORGANIZATION = "related-organization", "A related organization of the UN system."
    RESEARCH_AND_TRAINING_INSTITUTE = (
        "research-and-training-institute",
        "A research and training institute of the UN system.",
    )
    JOINT_PROGRAMME = "joint-programme", "A joint, co-sponsored programme of several UN organizations."
    INTER_AGENCY_BODY = "inter-agency-body", "A coordination mechanism between organizations."
    TREATY_BODY = "treaty-body", "A body that a treaty set up, its Conference of the Parties included."
    INTERGOVERNMENTAL_ORGANIZATION = (
        "intergovernmental-organization",
        "An intergovernmental organization outside the UN system.",
    )
    NON_GOVERNMENTAL_ORGANIZATION = (
        "non-governmental-organization",
        "A non-governmental organization, network of such, trade union or employers' organization.",
    )
    ACADEMIC_INSTITUTION = "academic-institution", "A university, school or research institute."
    GOVERNMENT_BODY = "government-body", "A government, ministry, agency or office of a State."
    PRIVATE_SECTOR = "private-sector", "A company or an association of companies."
    MEDIA = "media", "A publisher, newspaper or broadcaster."
    ORGANIZATIONAL_UNIT = "organizational-unit", "A named part of an organization with a function of its own."


class InstrumentType(Vocabulary):
    """What an instrument is."""

    TREATY = "treaty", "A treaty, convention or agreement between States."
    PROTOCOL = "protocol", "A treaty that supplements or amends another."
    RESOLUTION = "resolution", "A resolution of an intergovernmental organ."
    DECISION = "decision", "A decision of an intergovernmental or inter-agency organ."
    DECLARATION = "declaration", "A declaration, also one with a programme or platform of action."
    PRINCIPLES_AND_GUIDELINES = "principles-and-guidelines", "Principles, guidelines, standards and codes."
    PLAN_OF_ACTION = "plan-of-action", "A plan of action or an agenda."
    POLICY = "policy", "A policy, strategy or mandate of an organization."
    FRAMEWORK = "framework", "A framework for cooperation or for policy."
    AGREED_CONCLUSIONS = "agreed-conclusions", "Agreed conclusions of a commission."
    STATEMENT = "statement", "A statement: of the president of an organ, or a joint one of several organizations."
    RECOMMENDATION = "recommendation", "A recommendation or general comment of an organization or treaty body."
    MEMORANDUM_OF_UNDERSTANDING = (
        "memorandum-of-understanding",
        "A memorandum of understanding between organizations or States.",
    )
    DIRECTIVE = (
        "directive",
        "A law of a regional organization: directive, framework decision, regulation, joint action.",
    )
    NATIONAL_LAW = "national-law", "A law of one State."
    CONSTITUTION = "constitution", "The founding text of an organization: charter, statute, constitution."
    DOCUMENT = "document", "An official document known by its symbol."


class InstrumentRelevance(Vocabulary):
    """How near an instrument is to the subject."""

    CORE = "core", "Trafficking in persons is its subject, or one of those that it names."
    NEIGHBOUR = (
        "neighbour",
        "Its subject is a neighbouring one: slavery, forced labour, smuggling, violence, organized crime.",
    )


class InstrumentStatus(Vocabulary):
    """How far an instrument had come on a day."""

    NOT_YET_ADOPTED = "not-yet-adopted", "Certainly before its adoption."
    ADOPTED = "adopted", "Adopted, and not (or not yet) open for signature."
    OPEN_FOR_SIGNATURE = "open-for-signature", "Open for signature, not yet in force."
    CLOSED_FOR_SIGNATURE = "closed-for-signature", "No longer open for signature, not yet in force."
    IN_FORCE = "in-force", "In force."
    TERMINATED = "terminated", "No longer in force."
    UNKNOWN = "unknown", "The dates that the record has do not decide it."


class ProgramType(Vocabulary):
    """What a programme is."""

    PROGRAMME = "programme", "A programme of an organization, global, regional, national or thematic."
    INITIATIVE = "initiative", "An initiative or joint effort of several."
    PROJECT = "project", "A project with limited scope and time."
    CAMPAIGN = "campaign", "A public campaign."
    FUND = "fund", "A trust fund or grant scheme."
    SPECIAL_PROCEDURE = (
        "special-procedure",
        "A special procedure, with its mandate holder, of the Human Rights Council or its predecessors.",
    )
    SPECIAL_REPRESENTATIVE = (
        "special-representative",
        "The mandate of a special representative, envoy, adviser or coordinator of an organization.",
    )
    REVIEW_MECHANISM = "review-mechanism", "A mechanism that reviews or monitors States."
    STRATEGY = "strategy", "A strategy or plan under which an organization works."
    WORKING_GROUP = "working-group", "A working group, task force or network."
    PARTNERSHIP = "partnership", "A standing partnership."
    PROCESS = "process", "A standing process of consultation between States, such as a regional one."
    SERVICE = "service", "A standing service, such as a hotline or a training scheme."


class ProgramStatus(Vocabulary):
    """How far a programme had come on a day."""

    NOT_YET_STARTED = "not-yet-started", "Certainly before its start."
    RUNNING = "running", "Certainly at work."
    ENDED = "ended", "Certainly ended."
    UNKNOWN = "unknown", "No source decides it: whether it had begun, or whether it still ran."


class Relevance(Vocabulary):
    """How a target of the 2030 Agenda bears on trafficking."""

    EXPLICIT = "explicit", "The target names trafficking."
    IMPLICIT = "implicit", "A source ties the target's matter to trafficking without the target naming it."
    RELATED = "related", "The target bears on what the sources tie to trafficking, by our own reading."


class ResourceType(Vocabulary):
    """What a resource is."""

    REPORT = "report", "A report."
    REPORT_SERIES = "report-series", "A report that comes out again and again."
    STUDY = "study", "A study, research paper or book."
    EVALUATION = "evaluation", "An evaluation of a programme or policy."
    COMMENTARY = "commentary", "A commentary on an instrument."
    ISSUE_PAPER = "issue-paper", "An issue paper, policy paper, brief or article."
    MANUAL = "manual", "A manual."
    TOOLKIT = "toolkit", "A toolkit."
    HANDBOOK = "handbook", "A handbook."
    GUIDE = "guide", "A guide, guidance or guidelines that are no instrument."
    MODEL_LAW = "model-law", "A model law or legislative guide."
    TRAINING_MATERIAL = "training-material", "Training modules, curricula and courses."
    INDICATORS = "indicators", "A list of indicators or a checklist."
    WEBSITE = "website", "A website or web page."
    PORTAL = "portal", "A portal that gathers several collections."
    DATABASE = "database", "A database."
    DATA_SET = "data-set", "A data set that can be had as a file."
    DATA_STANDARD = "data-standard", "A standard for the fields and values of data."
    CLASSIFICATION = "classification", "A statistical classification."
    NOTICE_SYSTEM = "notice-system", "A system of notices or messages between authorities."
    FILM = "film", "A film or other audiovisual work."
    INVENTORY = "inventory", "An inventory or directory of activities."
    DOCUMENT = "document", "An official document known by its symbol or its minutes."


class EventType(Vocabulary):
    """What an event is."""

    MEETING = "meeting", "A meeting, consultation or discussion."
    SESSION = "session", "A session of an organ."
    CONFERENCE = "conference", "A conference, congress or summit."
    HIGH_LEVEL_MEETING = "high-level-meeting", "A high-level meeting, debate or dialogue of an organ."
    FORUM = "forum", "A forum open to many kinds of participants."
    EXPERT_GROUP_MEETING = "expert-group-meeting", "A meeting of experts."
    PANEL = "panel", "A panel or side event."
    SEMINAR = "seminar", "A seminar."
    WORKSHOP = "workshop", "A workshop."
    TRAINING = "training", "A training course that was held."
    LAUNCH = "launch", "A launch or presentation."
    ADOPTION = "adoption", "The adoption of an instrument."
    SIGNING = "signing", "A ceremony or conference at which an instrument is opened for signature."
    ENTRY_INTO_FORCE = "entry-into-force", "The entry into force of an instrument."
    CONSULTATION = "consultation", "A process of consultation or drafting, a survey among organizations."
    OBSERVANCE = "observance", "An international day, year or decade that is observed."
    OPERATION = "operation", "An operation of police forces, of a few days or weeks."


class Measure(Vocabulary):
    """What a statistic counts; one measure makes one series."""

    STATES_PARTIES = "states-parties", "States (or parties) that are party to an instrument."
    SIGNATORIES = "signatories", "Signatories of an instrument."
    RATIFICATIONS_REQUIRED = "ratifications-required", "Instruments of ratification that entry into force needs."
    MEMBERS = "members", "Members of or participants in an organization, group or meeting."
    COUNTRIES_COVERED = "countries-covered", "Countries where a body or program is at work."
    SHARE_OF_POPULATION_COVERED = (
        "share-of-population-covered",
        "Share of the world's or a region's population that a collection of data covers.",
    )
    OFFICES = "offices", "Offices, bureaus or presences of a body."
    PROJECTS = "projects", "Projects carried out."
    PROGRAMS = "programs", "Programs, funds or initiatives counted."
    MEETINGS = "meetings", "Meetings held."
    PERSONS_TRAINED = "persons-trained", "Persons trained."
    PERSONS_REACHED = "persons-reached", "Persons reached by a project or campaign, or surveyed."
    VICTIMS_ASSISTED = "victims-assisted", "Victims assisted."
    VICTIMS_IDENTIFIED = "victims-identified", "Victims detected, identified or rescued."
    POTENTIAL_VICTIMS = "potential-victims", "Persons found, reported or referred as possible victims, not yet decided."
    VICTIMS_ESTIMATED = "victims-estimated", "Victims as estimated."
    CHANGE_IN_DETECTED_VICTIMS = "change-in-detected-victims", "Change in the number of detected victims."
    TREND = "trend", "The direction in which the crime or its victims go, where it is told in words."
    FORCED_LABOUR = "forced-labour", "Persons in forced labour, as estimated; `group` and `forms` tell parts apart."
    SHARE_OF_FORCED_LABOUR = "share-of-forced-labour", "Share of a group, sector or form in forced labour."
    CHANGE_IN_FORCED_LABOUR = "change-in-forced-labour", "Change in the number of persons in forced labour."
    CHILD_LABOUR = "child-labour", "Children in child labour, as estimated."
    SHARE_OF_CHILD_LABOUR = "share-of-child-labour", "Share of a sector or group in child labour."
    HAZARDOUS_WORK = "hazardous-work", "Children in hazardous work, as estimated."
    MODERN_SLAVERY = "modern-slavery", "Persons in modern slavery (forced labour and forced marriage), as estimated."
    FORCED_MARRIAGE = "forced-marriage", "Persons in forced marriage, as estimated."
    CHANGE_IN_MODERN_SLAVERY = "change-in-modern-slavery", "Change in the number of persons in modern slavery."
    CHANGE_IN_FORCED_MARRIAGE = "change-in-forced-marriage", "Change in the number of persons in forced marriage."
    SHARE_OF_VICTIMS = "share-of-victims", "Share of a group, form or origin among victims."
    DETECTION_RATE = "detection-rate", "Detected victims per head of population."
    PREVALENCE = "prevalence", "Persons in the condition counted per head of population, as estimated."
    PROFITS = "profits", "Profits of the crime."
    MARKET_VALUE = "market-value", "Worth or turnover of the market that the crime makes."
    GOODS_AT_RISK = "goods-at-risk", "Worth of goods at risk of having been made by the exploited."
    PROFIT_PER_VICTIM = "profit-per-victim", "Profit made of one victim."
    SHARE_OF_PROFITS = "share-of-profits", "Share of a form, sector or region in profits."
    CHANGE_IN_PROFITS = "change-in-profits", "Change in profits."
    CASES = "cases", "Cases recorded, in court or in a collection, where not told apart."
    SHARE_OF_CASES = "share-of-cases", "Share of a kind of case among cases."
    INVESTIGATIONS = "investigations", "Investigations opened."
    PROSECUTIONS = "prosecutions", "Prosecutions begun, or persons prosecuted."
    SUSPECTS = "suspects", "Persons suspected or arrested."
    CONVICTIONS = "convictions", "Convictions."
    SHARE_OF_CONVICTIONS = (
        "share-of-convictions",
        "Share of a group among persons convicted, or of a kind among convictions.",
    )
    SHARE_OF_TRAFFICKERS = "share-of-traffickers", "Share of a group or kind among traffickers."
    CHANGE_IN_CONVICTIONS = "change-in-convictions", "Change in the number of convictions."
    COUNTRIES_WITHOUT_CONVICTIONS = "countries-without-convictions", "Countries that recorded no conviction."
    COUNTRIES_WITH_CONVICTIONS = "countries-with-convictions", "Countries that recorded at least one conviction."
    COUNTRIES_WITH_FEW_CONVICTIONS = (
        "countries-with-few-convictions",
        "Countries that recorded ten convictions or fewer.",
    )
    COUNTRIES_WITH_LEGISLATION = "countries-with-legislation", "Countries with laws against trafficking."
    COUNTRIES_WITHOUT_LEGISLATION = "countries-without-legislation", "Countries without laws against trafficking."
    COUNTRIES_WITH_PARTIAL_LEGISLATION = (
        "countries-with-partial-legislation",
        "Countries whose laws cover only some forms or victims of trafficking.",
    )
    COUNTRIES_WITH_ACTION_PLAN = "countries-with-action-plan", "Countries with a national plan of action."
    COUNTRIES_WITHOUT_ACTION_PLAN = "countries-without-action-plan", "Countries without a national plan of action."
    COUNTRIES_WITH_SPECIAL_UNIT = "countries-with-special-unit", "Countries with a special police or prosecution unit."
    COUNTRIES_WITHOUT_SPECIAL_UNIT = (
        "countries-without-special-unit",
        "Countries without a special police or prosecution unit.",
    )
    COUNTRIES_WITH_COORDINATION_BODY = (
        "countries-with-coordination-body",
        "Countries with a body that coordinates the response.",
    )
    COUNTRIES_WITHOUT_COORDINATION_BODY = (
        "countries-without-coordination-body",
        "Countries without a body that coordinates the response.",
    )
    COUNTRIES_WITH_DATA = "countries-with-data", "Countries that have or gave data of the kind in question."
    COUNTRIES_WITHOUT_DATA = "countries-without-data", "Countries that lack data of the kind in question."
    COUNTRIES_DETECTING_VICTIMS = "countries-detecting-victims", "Countries that detected victims."
    COUNTRIES_OF_ORIGIN = "countries-of-origin", "Countries where detected victims came from."
    COUNTRIES_OF_DESTINATION = "countries-of-destination", "Countries where victims were brought to."
    FLOWS = "flows", "Trafficking flows: pairs of a place of origin and a place of detection."
    COUNTRIES_REPORTING = "countries-reporting", "Countries surveyed or reporting."
    POPULATION_AT_RISK = (
        "population-at-risk",
        "People in a condition that exposes them: refugees, migrants, the stateless, the poor.",
    )
    FUNDING = "funding", "Money given, spent or needed."
    GRANTS = "grants", "Grants made or organizations funded."
    DURATION = "duration", "How long something lasts."
    RECORDS = "records", "Records, entries or images held in a database or inventory."
    ORGANIZATIONS = "organizations", "Organizations engaged or named, other than as members."
    STAFF = "staff", "Staff or personnel."
    POPULATION = "population", "A population, as context of another figure."


class Bound(Vocabulary):
    """How a stated number bounds the true one."""

    EXACTLY = "exactly", "The number itself."
    AT_LEAST = "at-least", "The number or more."
    MORE_THAN = "more-than", 'More than the number ("over").'
    ABOUT = "about", 'Near the number ("some", "around", "estimated").'
    NEARLY = "nearly", 'A little less than the number ("almost").'
    AT_MOST = "at-most", 'The number or less ("as many as", "up to").'


class StatisticGroup(Vocabulary):
    """Which people a statistic is about, by sex and age."""

    ALL = "all", "All, said so by the source."
    WOMEN = "women", "Adult women."
    MEN = "men", "Adult men."
    GIRLS = "girls", "Girls under 18."
    BOYS = "boys", "Boys under 18."
    CHILDREN = "children", "Girls and boys under 18."
    FEMALE = "female", "Women and girls."
    MALE = "male", "Men and boys."


class IndicatorTier(Vocabulary):
    """How ready an indicator of the global framework is, in the classification of its expert group."""

    TIER_I = "tier-i", "Clear method, and data regularly produced for half of the countries or more."
    TIER_II = "tier-ii", "Clear method, but data not regularly produced."
    TIER_III = "tier-iii", "No established method yet; a tier that was emptied in 2020."


class FindingType(Vocabulary):
    """What a finding is."""

    GAP = "gap", "Something that is missing or wrong."
    RECOMMENDATION = "recommendation", "Something that should be done."


class Addressee(Vocabulary):
    """Groups that a recommendation is addressed to, where no record stands for them."""

    ALL_STATES = "all-states", "States, Member States, governments."
    GOVERNMENTS_AND_PARTNERS = (
        "governments-and-partners",
        "Governments together with international organizations and civil society that support them.",
    )
    STATES_PARTIES = "states-parties", "States Parties to the instrument in question."
    ORIGIN_COUNTRIES = "origin-countries", "Countries of origin."
    TRANSIT_COUNTRIES = "transit-countries", "Countries of transit."
    DESTINATION_COUNTRIES = "destination-countries", "Countries of destination."
    DEVELOPED_COUNTRIES = "developed-countries", "Developed countries."
    DONORS = "donors", "States and organizations that give money."
    UN_SYSTEM = "un-system", "The organizations of the UN system."
    INTERNATIONAL_ORGANIZATIONS = "international-organizations", "International and regional organizations."
    INTERNATIONAL_COMMUNITY = "international-community", "The international community at large."
    TREATY_BODIES = "treaty-bodies", "Treaty bodies and special procedures of human rights."
    CIVIL_SOCIETY_ORGANIZATIONS = "civil-society-organizations", "Non-governmental and community organizations."
    NATIONAL_HUMAN_RIGHTS_INSTITUTIONS = (
        "national-human-rights-institutions",
        "National human rights institutions, ombudspersons and national rapporteurs.",
    )
    BUSINESS = "business", "Employers, companies and their associations."
    RECRUITMENT_AGENCIES = "recruitment-agencies", "Agencies that recruit or place workers."
    TECHNOLOGY_COMPANIES = "technology-companies", "Companies that run platforms and communication services."
    FINANCIAL_INSTITUTIONS = "financial-institutions", "Banks and other financial institutions."
    TRADE_UNIONS = "trade-unions", "Workers' organizations."
    MEDIA_ORGANIZATIONS = "media-organizations", "The media."
    LAW_ENFORCEMENT_AUTHORITIES = "law-enforcement-authorities", "Police, border and immigration services."
    JUDICIARY = "judiciary", "Courts and prosecutors."
    LABOUR_AUTHORITIES = "labour-authorities", "Labour administrations and inspectorates."
    LOCAL_AUTHORITIES = "local-authorities", "Cities, municipalities and other local government."
    EDUCATORS = "educators", "Schools, teachers and education authorities."
    PEACE_OPERATIONS = "peace-operations", "Peace operations, and States that send personnel to them."
    SERVICE_PROVIDERS = "service-providers", "Health, social and legal services."
    RESEARCHERS = "researchers", "Researchers and universities."
    PARLIAMENTS = "parliaments", "Legislators."
    LOCAL_COMMUNITIES = "local-communities", "Communities and their leaders."
    INDIVIDUALS = "individuals", "Everyone."
    ALL_STAKEHOLDERS = "all-stakeholders", "All who act against trafficking."


class RoleType(Vocabulary):
    """In what capacity a body or a State takes part."""

    MEMBER = "member", "A member."
    WORKING_GROUP_MEMBER = "working-group-member", "A member of a group's smaller working group."
    STEERING_MEMBER = "steering-member", "A member of the committee or board that steers it."
    OBSERVER = "observer", "An observer or associate."
    PARTICIPANT = "participant", "A participant in a meeting or survey."
    CHAIR = "chair", "The chair."
    CO_CHAIR = "co-chair", "One of several chairs."
    VICE_CHAIR = "vice-chair", "A vice-chair."
    COORDINATOR = "coordinator", "Who coordinates."
    FOCAL_POINT = "focal-point", "A named point of contact."
    SECRETARIAT = "secretariat", "Who serves as secretariat."
    CONVENER = "convener", "Who convened or called."
    CO_CONVENER = "co-convener", "One of several that convened."
    ORGANIZER = "organizer", "Who organized."
    HOST = "host", "Who hosts, or where it sits."
    FOUNDER = "founder", "Who founded it."
    FOUNDING_PARTNER = "founding-partner", "A partner from the launch on."
    PARTNER = "partner", "A partner."
    LEAD = "lead", "Who leads."
    IMPLEMENTER = "implementer", "Who carries it out."
    MANAGER = "manager", "Who manages it."
    DONOR = "donor", "Who pays for it."
    FUNDER = "funder", "Who paid for a publication or event."
    SPONSOR = "sponsor", "Who sponsors it."
    BENEFICIARY = "beneficiary", "Who is helped by it."
    CONTRIBUTOR = "contributor", "Who contributed to it otherwise."
    CO_AUTHOR = "co-author", "Who wrote it together with others."
    PATHFINDER_COUNTRY = "pathfinder-country", "A State that undertook to move faster and to share what it learns."
    ENDORSER = "endorser", "Who endorsed a text or joined a call."
    SPEAKER = "speaker", "Who spoke at it."
    GUARDIAN = "guardian", "Who guards an instrument."


class AliasNote(Vocabulary):
    """Why an alias differs from the name."""

    MISPRINT = "misprint", "As a source misprints it."
    FORMER = "former", "As it was called before."
    TRANSLATION = "translation", "In another language."
    VARIANT = "variant", "Another way to write or shorten it."
    DESCRIPTION = "description", "Words that describe it rather than name it."


class DisputeType(Vocabulary):
    """How far the claims of a dispute exclude each other."""

    CONTRADICTION = "contradiction", "Both cannot be true."
    PRECISION = "precision", "They are compatible; one is more exact."
    WORDING = "wording", "They differ in names and labels."
    INTERPRETATION = "interpretation", "They differ in judgement."


class LinkType(Vocabulary):
    """Where a link leads."""

    HOMEPAGE = "homepage", "The body's or program's own page."
    OFFICIAL_TEXT = "official-text", "The official text."
    RECORD = "record", "A record in a depositary's or library's catalogue."
    DOCUMENT = "document", "The document itself."
    REFERENCE = "reference", "A page about it."


class IdentifierScheme(Vocabulary):
    """Whose identifier it is."""

    WIKIDATA = "wikidata", "Wikidata item."
    ROR = "ror", "Research Organization Registry."
    ISNI = "isni", "International Standard Name Identifier (ISO 27729)."
    CROSSREF_FUNDER = "crossref-funder", "Crossref Funder Registry."
    GRID = "grid", "Global Research Identifier Database."
    IATI = "iati", "International Aid Transparency Initiative organisation identifier."
    OECD_DAC = "oecd-dac", "OECD DAC channel or agency code."
    LEI = "lei", "Legal Entity Identifier (ISO 17442)."
    UNTC = "untc", "UN Treaty Collection chapter and number, such as XVIII-12-a."
    UNTS = "unts", "United Nations Treaty Series, volume and page."
    UNTS_REGISTRATION = "unts-registration", "Registration number with the UN Secretariat."
    ILO_CONVENTION = "ilo-convention", "Number in the ILO's series of conventions, such as C029."
    ILO_NORMLEX = "ilo-normlex", "Number of an instrument's page in the ILO's NORMLEX, such as 312174."
    CETS = "cets", "Council of Europe Treaty Series number."
    LNTS = "lnts", "League of Nations Treaty Series, volume and page."
    OAS_TREATY = "oas-treaty", "Number in the series of the Organization of American States, such as A-61."
    CELEX = "celex", "CELEX number of European Union law, such as 32011L0036."
    OFFICIAL_JOURNAL = "official-journal", "Official Journal of the European Union, series, number and page."
    PROJECT_NUMBER = "project-number", "An organization's own project number."
    ISBN = "isbn", "International Standard Book Number."
    ISSN = "issn", "International Standard Serial Number."
    UN_SALES_NUMBER = "un-sales-number", "Sales number of a United Nations publication, such as E.20.IV.3."
    UN_DIGITAL_LIBRARY = "un-digital-library", "Number of a record in the United Nations Digital Library."
    DOI = "doi", "Digital Object Identifier."


class ConceptScheme(Vocabulary):
    """The definition, classification or data set that a concept belongs to."""

    PROTOCOL_DEFINITION = (
        "protocol-definition",
        "Article 3 of the Trafficking Protocol: acts, means, purposes and rules.",
    )
    ICCS = "iccs", "International Classification of Crime for Statistical Purposes."
    IC_TIP = "ic-tip", "International Classification for Administrative Data on Trafficking in Persons."
    ILO_INDICATORS = "ilo-indicators", "The ILO's indicators of forced labour."
    CTDC = "ctdc", "Variables of the data sets of the Counter Trafficking Data Collaborative."
    HTCDS = "htcds", "Human Trafficking Case Data Standard."
    GLOTIP = "glotip", "Data set of UNODC's Global Report on Trafficking in Persons."
    SDG_SERIES = "sdg-series", "Series of the global database of SDG indicators."
    UNTIP = (
        "untip",
        "This package's own: the forms of exploitation that fields are coded with; `code` is the form's value.",
    )


class ConceptRole(Vocabulary):
    """What a concept is in its scheme."""

    ACT = "act", "An act of the definition, such as recruitment."
    MEANS = "means", "A means of the definition, such as deception."
    PURPOSE = "purpose", "A purpose of the definition, such as the removal of organs."
    RULE = "rule", "A rule of the definition, such as that a child's case needs no means."
    FORM = "form", "A form of exploitation."
    CLASS = "class", "A class of a classification."
    VARIABLE = "variable", "A variable, field or series of a data set."
    VALUE = "value", "A value that a variable can have."
    INDICATOR = "indicator", "A sign by which a case may be recognized."


class SourceType(Vocabulary):
    """What a source is."""

    BLOG_POST = "blog-post", "A blog post."
    ARTICLE = "article", "An article."
    REPORT = "report", "A report."
    WEB_PAGE = "web-page", "A web page."
    TREATY_COLLECTION = "treaty-collection", "A depositary's register of treaty actions."
    DATASET = "dataset", "A data set."
    OFFICIAL_DOCUMENT = "official-document", "An official document."
    PRESS_RELEASE = "press-release", "A press release or news item."
    ENCYCLOPEDIA = "encyclopedia", "An encyclopedia or other secondary reference."


class Happening(Vocabulary):
    """What happened on the date of a timeline's entry."""

    FOUNDED = "founded", "An agency was established."
    DISSOLVED = "dissolved", "An agency ceased to be."
    ADOPTED = "adopted", "An instrument or an SDG target was adopted."
    SIGNED = "signed", "A treaty was first signed."
    OPENED_FOR_SIGNATURE = "opened-for-signature", "An instrument was opened for signature."
    CLOSED_FOR_SIGNATURE = "closed-for-signature", "An instrument could be signed for the last time."
    ENTRY_INTO_FORCE = "entry-into-force", "An instrument entered into force."
    TERMINATED = "terminated", "An instrument was in force for the last day."
    APPLIED = "applied", "The rules of an instrument began to apply."
    TRANSPOSITION_DUE = "transposition-due", "States were to have turned an instrument into national law."
    LAUNCHED = "launched", "A programme began."
    ENDED = "ended", "A programme ended."
    PLANNED_TO_END = "planned-to-end", "A programme was to end, as far as planned."
    DUE = "due", "An SDG target is to be met."
    PUBLISHED = "published", "A resource, an edition of it, or a source came out."
    HELD = "held", "An event took place, or began."
    CLAIM = "claim", "A statistic holds for this time."
    PUT_FORWARD = "put-forward", "A finding was put forward."
    JOINED_UN = "joined-un", "A State was admitted to the United Nations."
    LEFT_UN = "left-un", "A State's membership of the United Nations ended."


class Action(Vocabulary):
    """What a State or regional organization did with a treaty."""

    SIGNATURE = "signature", "Signature that does not bind yet."
    RATIFICATION = "ratification", "Ratification."
    ACCEPTANCE = "acceptance", "Acceptance."
    APPROVAL = "approval", "Approval or formal confirmation."
    ACCESSION = "accession", "Accession."
    SUCCESSION = "succession", "Succession to a predecessor State's participation."
    DEFINITIVE_SIGNATURE = "definitive-signature", "Signature that binds."
    CONSENT = "consent", "Consent to be bound, where the source does not tell which kind."
    WITHDRAWAL = "withdrawal", "Withdrawal or denunciation."
    WITHDRAWAL_REVOKED = (
        "withdrawal-revoked",
        "Revocation of a withdrawal or denunciation before it took effect: it undoes it.",
    )

    @property
    def consents(self) -> bool:
        """Whether a State thereby consents to be bound."""
        return self not in (Action.SIGNATURE, Action.WITHDRAWAL, Action.WITHDRAWAL_REVOKED)


class Completeness(Vocabulary):
    """How much a table has of what parties did with a treaty, until the last day that it covers."""

    YES = "yes", "Every signature, consent and withdrawal."
    CONSENTS_ONLY = "consents-only", "Every consent; signatures or withdrawals are missing or known in part."
    PART = "part", "Only a part of the consents: parties cannot be counted by it."
