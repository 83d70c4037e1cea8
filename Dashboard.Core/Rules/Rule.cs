namespace Concentric.Rules;

/// <summary>
/// What can be wrong with a value. Each has a text that says how to mend it, in RuleTexts.resx (Chinese) and RuleTexts.en.resx;
/// the arguments of the text are named here.
/// </summary>
public enum Rule
{
    /// <summary>Nothing was given.</summary>
    Required,

    /// <summary>{0} characters at most, {1} given.</summary>
    TooLong,

    /// <summary>Not between {0} and {1}.</summary>
    OutOfRange,

    /// <summary>Names nothing that the caller may use.</summary>
    Unknown,

    /// <summary>Typed, but neither chosen from what is known nor added to it.</summary>
    NotListed,

    /// <summary>Filters for a workbook that has no ledger to be filtered.</summary>
    NotNarrowed,

    /// <summary>Given more than once.</summary>
    Repeated,

    /// <summary>Later than today, {0}.</summary>
    InFuture,

    /// <summary>Before {0}, the first day that is taken.</summary>
    TooEarly,

    /// <summary>After {0}, the last day that is taken.</summary>
    TooLate,

    /// <summary>Before the day of receipt or finding, {0}.</summary>
    BeforeBeginning,

    /// <summary>Before {0}, the last step of the timeline.</summary>
    BeforeLastStep,

    /// <summary>After {0}, the next step of the timeline.</summary>
    AfterNextStep,

    /// <summary>Not after the present due date, {0}.</summary>
    NotLater,

    /// <summary>The due date, {0}, has passed.</summary>
    DueDatePassed,

    /// <summary>Stage {0} is skipped without a reason.</summary>
    SkipsStage,

    /// <summary>Stage {0} is skipped and the caller may not.</summary>
    MayNotSkip,

    /// <summary>Already closed.</summary>
    Closed,

    /// <summary>Not closed yet.</summary>
    StillOpen,

    /// <summary>Nothing is left to do about the closing.</summary>
    Settled,

    /// <summary>The community keeps it already.</summary>
    KeptHere,

    /// <summary>Another community has been asked and has not answered.</summary>
    Offered,

    /// <summary>No community has been asked to take it over.</summary>
    NotOffered,

    /// <summary>The resident has been called back already.</summary>
    CalledBack,

    /// <summary>Some answers of a call-back, and not all three.</summary>
    PartOfAnswers,

    /// <summary>There is no call-back to correct.</summary>
    NotCalledBack,

    /// <summary>Already rectified.</summary>
    Rectified,

    /// <summary>Not rectified yet.</summary>
    NotRectified,

    /// <summary>Already verified.</summary>
    Verified,

    /// <summary>Not verified yet.</summary>
    NotVerified,

    /// <summary>Verified by the one who rectified.</summary>
    SamePerson,

    /// <summary>Fewer than {0} communities at a joint conference.</summary>
    TooFewCommunities,

    /// <summary>Before the meeting, {0}.</summary>
    BeforeMeeting,

    /// <summary>A meeting after {0}, when something promised there is due or was done.</summary>
    AfterCommitment,

    /// <summary>Already done.</summary>
    Done,

    /// <summary>Not done yet.</summary>
    NotDone,

    /// <summary>A turn of the rota that has been held.</summary>
    TurnHeld,

    /// <summary>A wish that has been claimed.</summary>
    Claimed,

    /// <summary>A wish that nobody has claimed.</summary>
    NotClaimed,

    /// <summary>A wish that has been fulfilled.</summary>
    Fulfilled,

    /// <summary>A wish that has not been fulfilled.</summary>
    NotFulfilled,

    /// <summary>A person and a co-builder at once.</summary>
    EitherOr,

    /// <summary>More volunteers than people, {0}.</summary>
    MoreThanAttendance,

    /// <summary>Not a whole number.</summary>
    NotANumber,

    /// <summary>Not an amount in yuan.</summary>
    NotAnAmount,

    /// <summary>Not a measure with up to three decimals.</summary>
    NotAMeasure,

    /// <summary>Not a day.</summary>
    NotADay,

    /// <summary>Neither a day nor days one after the other.</summary>
    NotCalendarDays,

    /// <summary>A day and month without a year.</summary>
    YearMissing,

    /// <summary>More than {0} days.</summary>
    TooManyDays,

    /// <summary>Neither a holiday nor a make-up day.</summary>
    NotAKindOfDay,

    /// <summary>A make-up day from Monday to Friday.</summary>
    WorksAnyway,

    /// <summary>Not lower-case letters, digits and hyphens.</summary>
    NotACode,

    /// <summary>Not a cron expression of five fields.</summary>
    NotACron,

    /// <summary>A cron expression that names no day there ever is, as 30 February.</summary>
    NeverDue,

    /// <summary>A cron expression that is due {0} times a day, more than {1}.</summary>
    DueTooOften,

    /// <summary>Already archived.</summary>
    Archived,

    /// <summary>Not archived.</summary>
    NotArchived,

    /// <summary>Before {0}, the day on which it began.</summary>
    BeforeStart,

    /// <summary>There is one already: number {0}.</summary>
    Registered,

    /// <summary>Neither money nor time.</summary>
    NothingGiven,

    /// <summary>Not a telephone number.</summary>
    NotAPhone,

    /// <summary>Not the address of a household: building, unit and room.</summary>
    NotAnAddress,

    /// <summary>Says that nobody was home, where a household that was reached is meant.</summary>
    NobodyHome,

    /// <summary>Records use it.</summary>
    InUse,

    /// <summary>A category that new petitions can't have any more.</summary>
    RetiredCategory,

    /// <summary>An item of a list of the office that new records can't have any more; {0} can be chosen.</summary>
    RetiredTerm,

    /// <summary>A term that the program brings: it can't be deleted.</summary>
    BuiltInTerm,

    /// <summary>Two terms that figures count as different things, {0} and {1}: they can't be one.</summary>
    CountedOtherwise,

    /// <summary>From stage {0} there is no way to stage {1} at once.</summary>
    NotReachable,

    /// <summary>Not {0} to {1} parties but {2}.</summary>
    PartyCount,

    /// <summary>Belongs to an activity and is kept with it.</summary>
    OfActivity,

    /// <summary>Two of which only one may be given.</summary>
    OnlyOne,

    /// <summary>{0} volunteers hold the post, more than it would have places.</summary>
    FewerThanHeld,

    /// <summary>The volunteer holds the post already, since {0}.</summary>
    HoldsAlready,

    /// <summary>All {0} places are taken.</summary>
    NoPlaceFree,

    /// <summary>Already ended.</summary>
    Ended,

    /// <summary>Volunteers have claimed it.</summary>
    HasClaims,

    /// <summary>No volunteer is registered under the name.</summary>
    NotRegistered,

    /// <summary>Several volunteers have the name.</summary>
    Ambiguous,

    /// <summary>More than {0} megabytes.</summary>
    PhotoTooBig,

    /// <summary>A picture has a side of too many pixels; the arguments are the most and what it has.</summary>
    PhotoTooLong,

    /// <summary>Neither JPEG nor PNG nor WebP, by its content.</summary>
    NotAPhoto,

    /// <summary>A picture that is cut off or broken.</summary>
    DamagedPhoto,

    /// <summary>More than {0} megapixels: {1}.</summary>
    TooManyPixels,

    /// <summary>{0} saved views of the list are kept already.</summary>
    TooManyViews,

    /// <summary>A strand has projects, which only a strand can have.</summary>
    NotAStrand,

    /// <summary>Not letters, digits and . _ - @, or longer than {0}.</summary>
    NotAUserName,

    /// <summary>Not one plain mail address.</summary>
    NotAMailAddress,

    /// <summary>The role of an administrator is not changed by a sheet.</summary>
    AdministratorsRole,

    /// <summary>More than {0} accounts in one sheet.</summary>
    TooManyAccounts,

    /// <summary>Another target of the same slice is for days from {0} to {1}, some of them the same.</summary>
    TargetOverlaps,

    /// <summary>There is a target for each year of the same slice already.</summary>
    TargetOfEachYear,

    /// <summary>A target of 0 where more is better.</summary>
    TargetOfNothing,

    /// <summary>A metric of which it can't be told what is usual.</summary>
    AlertNotJudged,

    /// <summary>A metric of which neither more nor less is better.</summary>
    AlertHasNoWorse,

    /// <summary>A metric that does not count what is entered.</summary>
    AlertNotEntered,

    /// <summary>No target is set for the metric in any of the places.</summary>
    AlertWithoutTarget,

    /// <summary>A target so small that not even {0} months in a row hold it against a figure.</summary>
    AlertTargetLittle,

    /// <summary>{0} has set the same rule.</summary>
    AlertTwin,

    /// <summary>{0} has entered an event of that name for the same day.</summary>
    ProcessEventTwin,

    /// <summary>A rule that tells nobody.</summary>
    AlertTellsNobody,

    /// <summary>Who may see the figures of none of the places.</summary>
    AlertReaderSeesNone,

    /// <summary>A community that the owner of the rule may not see.</summary>
    AlertPlaceUnseen,

    /// <summary>A rule for more than the own communities.</summary>
    AlertOwnOnly,

    /// <summary>There are {0} rules already.</summary>
    AlertTooMany,

    /// <summary>More than the limit {0}, which counts as too much.</summary>
    AlertClearAbove,

    /// <summary>Less than the limit {0}, which counts as too little.</summary>
    AlertClearBelow,

    /// <summary>Finer than a tenth of a per cent.</summary>
    TooFine,

    /// <summary>A list of the office has {0} items already.</summary>
    TooManyItems,

    /// <summary>A text has more numbers than {0}, the most that are checked at once; it has {1}.</summary>
    TooManyClaims,

    /// <summary>A text in which the numbers can't be told apart in time.</summary>
    HardToRead,

    /// <summary>{0} checks of texts are kept already.</summary>
    TooManyChecks,

    /// <summary>A check of another text has the title.</summary>
    OtherTextKept,

    /// <summary>A file of plain text in an encoding that is none of those that are read, or with damaged characters.</summary>
    UnknownEncoding,

    /// <summary>A file of which no text can be read; its content is {0}.</summary>
    NotCheckable,

    /// <summary>A file whose text has more than {0} characters.</summary>
    FileTextTooLong,

    /// <summary>A file without a letter, as a scanned page is.</summary>
    FileWithoutText,

    /// <summary>{0} phrases are remembered already.</summary>
    TooManyPhrases,

    /// <summary>There are {0} photos of this side already.</summary>
    TooManyPhotos,

    /// <summary>A major hazard of whose rectification no photo has been added.</summary>
    PhotoAfterMissing,

    /// <summary>The last photo that shows a major hazard as it was put right.</summary>
    LastPhotoAfter,

    /// <summary>A file of more than {0} megabytes.</summary>
    FileTooBig,

    /// <summary>A file without content.</summary>
    EmptyFile,

    /// <summary>A file whose name ends in {0}, and whose content is {1}.</summary>
    NotWhatItSays,

    /// <summary>A file of no type that is taken; its content is {0}.</summary>
    NotAttachable,

    /// <summary>A picture in the format of newer phones, which nothing here reads.</summary>
    HeicPhoto,

    /// <summary>A document of Office 2003 or earlier, or one that is locked by a password.</summary>
    OldOffice,

    /// <summary>A document with macros.</summary>
    HasMacros,

    /// <summary>A document that is cut off or broken.</summary>
    DamagedFile,

    /// <summary>A document that unpacks to far more than it should.</summary>
    UnpacksToTooMuch,

    /// <summary>The record has {0} attachments already.</summary>
    TooManyFiles,

    /// <summary>The attachments of the record would have more than {0} megabytes together; there are {1} left.</summary>
    FilesTooBig,

    /// <summary>Masked, where nothing is there that it could stand for.</summary>
    Masked,

    /// <summary>A cell that holds a spreadsheet's error, as #REF!.</summary>
    CellError,

    /// <summary>A date or a time where a text is meant: a spreadsheet has made it of what was typed.</summary>
    DateInText,

    /// <summary>A date or a time where a number is meant.</summary>
    DateInNumber,

    /// <summary>A logical value, TRUE or FALSE, where none is meant.</summary>
    TruthValue,

    /// <summary>A number of more digits than a spreadsheet keeps, where all of them count.</summary>
    DigitsLost,

    /// <summary>Nothing but number signs: what a spreadsheet shows where a value has no room.</summary>
    Hashes,

    /// <summary>A formula whose value nobody has reckoned yet.</summary>
    FormulaWithoutValue,

    /// <summary>{0} records have the name: {1}. One is told by its number, as in {2}.</summary>
    SeveralOfName,

    /// <summary>Can't be changed in this way; is {0}.</summary>
    Fixed,

    /// <summary>The cell above, in row {0}, says the same record.</summary>
    RepeatedInRow,

    /// <summary>Another row of the file says something else of the same. Arguments: its number; what it says.</summary>
    OtherInRow,

    /// <summary>No record of this number that the caller may change.</summary>
    NoSuchRecord,

    /// <summary>Before its first day, {0}.</summary>
    EndsBeforeStart,

    /// <summary>{0} is or becomes secretary there, from {1}.</summary>
    HasSecretary,

    /// <summary>Nobody is secretary there on {0}.</summary>
    NoSecretary,

    /// <summary>The weights sum to {0}, not to 100.</summary>
    WeightsSum,

    /// <summary>A measured criterion that reads nothing from the records.</summary>
    NoMeasure,

    /// <summary>The cycle stands at {0}, where this can't be done.</summary>
    WrongStage,

    /// <summary>The year opened on {0}; freezing its rules afterwards takes a reason.</summary>
    LateFreeze,

    /// <summary>The year opens on {0}.</summary>
    YearNotBegun,

    /// <summary>The year lasts until {0}; scoring before takes a reason.</summary>
    EarlyScoring,

    /// <summary>{0} scores of the panel are still missing.</summary>
    NotAllJudged,

    /// <summary>{0} appeals have no answer.</summary>
    OpenAppeals,

    /// <summary>A judge's own unit.</summary>
    OwnUnit,

    /// <summary>The judge has scored it already.</summary>
    ScoredAlready,

    /// <summary>Not a member of the cycle's panel.</summary>
    NotOnPanel,

    /// <summary>A commitment that has not lapsed.</summary>
    NotLapsed,

    /// <summary>The unit that let it lapse.</summary>
    OwnLapse,

    /// <summary>Another unit has taken it over.</summary>
    TakenAlready,

    /// <summary>Verified by the one who entered it.</summary>
    OwnEntry,

    /// <summary>The volunteer did not reach what an award takes: {0}.</summary>
    NotEligible,

    /// <summary>A metric whose records belong to no programmes.</summary>
    NotByProgramme,

    /// <summary>Another one has the name.</summary>
    AlreadyNamed,

    /// <summary>Not where a robot may be reached: neither over TLS, nor in clear within the office's own network.</summary>
    NotARobotAddress,

    /// <summary>The key stands in the address of a robot, where it would be read; {0} is where the platform's addresses begin.</summary>
    KeyInRobotAddress,

    /// <summary>The whole address of a robot, or something with blanks, where only its key is meant.</summary>
    NotARobotKey,

    /// <summary>Limited to some communities, and yet to tell of the program.</summary>
    WholeStreetOnly,

    /// <summary>A robot whose group may not read of all that the workbooks tell of.</summary>
    RobotSeesLess,

    /// <summary>{0} has left, or may not read the record any more; {1} can take it.</summary>
    HasLeft,

    /// <summary>Neither a secretary nor a worker answers for the record's community.</summary>
    NobodyResponsible,

    /// <summary>The instruction stands at {0}, where this can't be done.</summary>
    WrongState,

    /// <summary>There is another number of households for the day {0}: {1}.</summary>
    HouseholdCountOfDay,

    /// <summary>A community has {0} numbers of households already.</summary>
    TooManyHouseholdCounts,

    /// <summary>What came of the exchange shows since {0}: whoever chooses now chooses what looks well.</summary>
    ResultsShow,
}
