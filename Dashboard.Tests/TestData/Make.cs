using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.PublishedFigures;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;

namespace Concentric.Tests.TestData;

/// <summary>
/// Plausible records for tests that care about a few of their values. Nothing is checked: rules are tested through commands.
/// </summary>
public static class Make
{
    private static int last;

    public static Petition Petition(int communityId = TestStore.Xinsheng, DateOnly? receivedOn = null, Action<Petition>? with = null)
    {
        var received = receivedOn ?? TestStore.Today;
        var petition = new Petition
        {
            Number = Number("SQ", received),
            CommunityId = communityId,
            Title = "3 号楼污水井溢流",
            Category = TestStore.Category,
            PetitionerName = "张建国",
            PetitionerPhone = "13812345678",
            ReceivedOn = received,
            DueOn = received.AddDays(7),
        };
        with?.Invoke(petition);
        return petition;
    }

    /// <summary>What a form of an errand says.</summary>
    public static FieldValues<Errand> ErrandValues(int communityId = TestStore.Xinsheng, int persons = 3) => new()
    {
        [x => x.CommunityId] = communityId,
        [x => x.ServedOn] = TestStore.Today,
        [x => x.Kind] = ErrandKind.PensionCheck,
        [x => x.Persons] = persons,
        [x => x.Beneficiary] = "张建国",
    };

    /// <summary>What a form of a petition says.</summary>
    public static FieldValues<Petition> PetitionValues(
        string title = "漏水", string category = TestStore.Category, DateOnly? receivedOn = null, int communityId = TestStore.Xinsheng) =>
            new()
            {
                [x => x.CommunityId] = communityId,
                [x => x.Title] = title,
                [x => x.Category] = category,
                [x => x.Source] = PetitionSource.CouncilHall,
                [x => x.ReceivedOn] = receivedOn ?? TestStore.Today,
            };

    /// <summary>What a form of a hazard says.</summary>
    public static FieldValues<Hazard> HazardValues(
        string title = "堆物", DateOnly? foundOn = null, int communityId = TestStore.Xinsheng) => new()
        {
            [x => x.CommunityId] = communityId,
            [x => x.Title] = title,
            [x => x.Category] = "fire",
            [x => x.FoundOn] = foundOn ?? TestStore.Today,
        };

    /// <summary>What a form of a wish says.</summary>
    public static FieldValues<Wish> WishValues(string title = "洗澡椅", DateOnly? raisedOn = null) => new()
    {
        [x => x.CommunityId] = TestStore.Xinsheng,
        [x => x.Title] = title,
        [x => x.RaisedOn] = raisedOn ?? TestStore.Today,
    };

    /// <summary>What a form of a contribution says.</summary>
    public static FieldValues<Contribution> ContributionValues(long coBuilderId, long fen = 5_000_000) => new()
    {
        [x => x.CommunityId] = TestStore.Xinsheng,
        [x => x.CoBuilderId] = coBuilderId,
        [x => x.GivenOn] = TestStore.Today,
        [x => x.Purpose] = "清掏费用",
        [x => x.AmountFen] = fen,
    };

    /// <summary>What a form of a project says.</summary>
    public static FieldValues<Project> ProjectValues(
        long? strandId, string title = "道路修补", DateOnly? startedOn = null, int communityId = TestStore.Xinsheng) => new()
        {
            [x => x.CommunityId] = communityId,
            [x => x.Title] = title,
            [x => x.StrandId] = strandId,
            [x => x.StartedOn] = startedOn ?? TestStore.Today,
        };

    /// <summary>What a form of an output says.</summary>
    public static FieldValues<Output> OutputValues(OutputKind kind = OutputKind.Road, long milli = 1_500) => new()
    {
        [x => x.CommunityId] = TestStore.Xinsheng,
        [x => x.Kind] = kind,
        [x => x.AmountMilli] = milli,
        [x => x.RecordedOn] = TestStore.Today,
    };

    /// <summary>What a form of an agreement says.</summary>
    public static FieldValues<Agreement> AgreementValues(string title = "充电桩协议") => new()
    {
        [x => x.CommunityId] = TestStore.Xinsheng,
        [x => x.Title] = title,
        [x => x.Parties] = "居委会、物业公司",
        [x => x.AgreedOn] = TestStore.Today,
    };

    /// <summary>What a form of a commitment says.</summary>
    public static FieldValues<Commitment> CommitmentValues(string title = "补种绿地", DateOnly? due = null, long? meeting = null) => new()
    {
        [x => x.CommunityId] = TestStore.Xinsheng,
        [x => x.Title] = title,
        [x => x.Owner] = "物业公司",
        [x => x.DueOn] = due ?? TestStore.Today,
        [x => x.MeetingId] = meeting,
    };

    /// <summary>What a form of volunteers' time says.</summary>
    public static FieldValues<VolunteerTime> VolunteerTimeValues(long volunteerId, int minutes = 120) => new()
    {
        [x => x.VolunteerId] = volunteerId,
        [x => x.ServedOn] = TestStore.Today,
        [x => x.Minutes] = minutes,
        [x => x.Purpose] = "护学",
    };

    /// <summary>What a form of a co-builder says.</summary>
    public static FieldValues<CoBuilder> CoBuilderValues(string name, CoBuilderKind kind = CoBuilderKind.Enterprise) => new()
    {
        [x => x.Name] = name,
        [x => x.Kind] = kind,
        [x => x.JoinedOn] = TestStore.Today,
    };

    /// <summary>What a form of a volunteer says.</summary>
    public static FieldValues<Volunteer> VolunteerValues(string name = "张建国", string? phone = null, int communityId = TestStore.Xinsheng) =>
        new()
        {
            [x => x.Name] = name,
            [x => x.Phone] = phone,
            [x => x.CommunityId] = communityId,
            [x => x.RegisteredOn] = TestStore.Today,
        };

    /// <summary>What a form of a post says.</summary>
    public static FieldValues<VolunteerPost> PostValues(string title = "护学岗", long places = 2) => new()
    {
        [x => x.Title] = title,
        [x => x.CommunityId] = TestStore.Xinsheng,
        [x => x.Places] = places,
    };

    /// <summary>What a form of an activity says.</summary>
    public static FieldValues<Activity> ActivityValues(string title = "清洁", long? attendance = 0, int communityId = TestStore.Xinsheng,
        DateOnly? on = null) => new()
        {
            [x => x.CommunityId] = communityId,
            [x => x.Title] = title,
            [x => x.Kind] = ActivityKind.CleanUp,
            [x => x.HeldOn] = on ?? TestStore.Today,
            [x => x.Attendance] = attendance,
        };

    /// <summary>The same with another value of the field of a key, where several fields share a property.</summary>
    public static FieldValues<T> With<T>(this FieldValues<T> values, string key, object? value)
        where T : EnteredRecord => values.With(AllKinds.Of<T>()[key], value);

    /// <summary>What a form of a joint conference of Xinsheng and Xinshun says.</summary>
    public static FieldValues<Meeting> ConferenceValues(string title = "联席会议", DateOnly? on = null) =>
        TalkValues(title, on).With(x => x.Kind, MeetingKind.JointConference).With(x => x.Communities, new[] { TestStore.Xinshun });

    /// <summary>What a form of a talk with residents says.</summary>
    public static FieldValues<Meeting> TalkValues(string title = "恳谈", DateOnly? on = null) => new()
    {
        [x => x.CommunityId] = TestStore.Xinsheng,
        [x => x.Title] = title,
        [x => x.Kind] = MeetingKind.ResidentsTalk,
        [x => x.HeldOn] = on ?? TestStore.Today,
        [x => x.Attendance] = 12,
    };

    /// <summary>What a form of a claim says: more than two visits since the new year.</summary>
    public static FieldValues<PublishedFigure> FigureValues(string claim = "走访2次") => new()
    {
        [x => x.Claim] = claim,
        [x => x.Relation] = FigureRelation.AtLeast,
        [x => x.AmountMilli] = 2_000,
        [x => x.MetricKey] = "visits.count",
        [x => x.Mechanism] = "visits",
        [x => x.PeriodFrom] = new DateOnly(2026, 1, 1),
        [x => x.PeriodTo] = TestStore.Today,
        [x => x.Source] = "区级媒体",
        [x => x.PublishedOn] = TestStore.Today,
    };

    /// <summary>What a form of a visit says.</summary>
    public static FieldValues<Visit> VisitValues(IEnumerable<string?>? addresses = null, int communityId = TestStore.Xinsheng,
        DateOnly? on = null) => new()
        {
            [x => x.CommunityId] = communityId,
            [x => x.VisitedOn] = on ?? TestStore.Today,
            [x => x.Visitor] = "王芳",
            [x => x.Households] = addresses,
        };

    /// <summary>The same with households at which nobody was home.</summary>
    public static FieldValues<Visit> WithNobodyHome(this FieldValues<Visit> values, params string[] addresses) =>
        values.With(VisitRecords.Kind[VisitRecords.NobodyHome], addresses);

    /// <summary>What is said of a claim to the first post.</summary>
    public static FieldValues<VolunteerClaim> ClaimValues(long volunteerId, DateOnly? claimedOn = null) => new()
    {
        [x => x.PostId] = 1,
        [x => x.VolunteerId] = volunteerId,
        [x => x.ClaimedOn] = claimedOn ?? TestStore.Today,
    };

    /// <summary>What a form of a worker says.</summary>
    public static FieldValues<Worker> WorkerValues(string name = "张伟", int communityId = TestStore.Xinsheng) => new()
    {
        [x => x.Name] = name,
        [x => x.CommunityId] = communityId,
    };

    /// <summary>What a form of a posting says that begins with the year.</summary>
    public static FieldValues<Posting> PostingValues(long workerId, int communityId = TestStore.Xinsheng,
        Position position = Position.Secretary) => new()
        {
            [x => x.WorkerId] = workerId,
            [x => x.Position] = position,
            [x => x.CommunityId] = communityId,
            [x => x.StartsOn] = new DateOnly(2026, 1, 1),
        };

    public static Hazard Hazard(int communityId = TestStore.Xinsheng, DateOnly? foundOn = null, Action<Hazard>? with = null)
    {
        var found = foundOn ?? TestStore.Today;
        var hazard = new Hazard
        {
            Number = Number("YH", found),
            CommunityId = communityId,
            Title = "5 号楼消防通道堆物",
            Category = "fire",
            FoundOn = found,
            DueOn = found.AddDays(5),
        };
        with?.Invoke(hazard);
        return hazard;
    }

    public static Activity Activity(int communityId = TestStore.Xinsheng, DateOnly? heldOn = null, Action<Activity>? with = null)
    {
        var held = heldOn ?? TestStore.Today;
        var activity = new Activity
        {
            Number = Number("HD", held),
            CommunityId = communityId,
            Title = "周末清洁行动",
            Kind = ActivityKind.CleanUp,
            HeldOn = held,
            Attendance = 30,
            VolunteerAttendance = 12,
        };
        with?.Invoke(activity);
        return activity;
    }

    /// <summary>A number no other record of the run has, of a series that commands don't reach.</summary>
    public static string Number(string prefix, DateOnly day) => $"{prefix}-{day.Year}-9{Interlocked.Increment(ref last):00000}";
}
