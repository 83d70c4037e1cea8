namespace Concentric.Work;

/// <summary>
/// Why a record is on somebody's list of work. The first three go by the due date and hold whatever is open; the others go by the
/// step that a record waits for, so a late petition is in two groups.
/// </summary>
public enum WorkGroup
{
    /// <summary>Petitions, hazards and commitments that are open past the due date.</summary>
    Overdue,

    /// <summary>The same, due today.</summary>
    DueToday,

    /// <summary>The same, due after today and within <see cref="WorkSettings.DueSoonWorkingDays"/>.</summary>
    DueSoon,

    /// <summary>Petitions and hazards that another community asks this one to take over.</summary>
    ToAccept,

    /// <summary>Petitions that were collected.</summary>
    ToNegotiate,

    /// <summary>Petitions that were negotiated.</summary>
    ToHandle,

    /// <summary>Petitions that were handled.</summary>
    ToFeedBack,

    /// <summary>Petitions that were fed back and are still open.</summary>
    ToClose,

    /// <summary>Closed petitions whose resident has not been reached since.</summary>
    ToCallBack,

    /// <summary>Closed petitions whose resident is not content, and of which nobody has said why they stay as they are.</summary>
    Unsatisfied,

    /// <summary>Hazards that were found.</summary>
    ToRectify,

    /// <summary>Rectified hazards that nobody has verified; for a worker, without those that the worker has rectified.</summary>
    ToVerify,

    /// <summary>Commitments that are not done.</summary>
    Commitments,

    /// <summary>Joint conferences that the community is to host this month and that have not been held.</summary>
    TurnsToHost,

    /// <summary>Projects that are neither done nor stopped.</summary>
    Projects,

    /// <summary>Agreements of which less is built than was promised.</summary>
    Agreements,

    /// <summary>Wishes that nobody has claimed.</summary>
    WishesToClaim,

    /// <summary>Claimed wishes that are not fulfilled.</summary>
    WishesToFulfil,
}

/// <summary>What the lists of work go by.</summary>
/// <param name="DueSoonWorkingDays">Working days within which something is due soon; <c>Work:DueSoonWorkingDays</c>, 1 to 30.</param>
public sealed record WorkSettings(int DueSoonWorkingDays = 3);

/// <summary>The days that the groups of one day go by.</summary>
/// <param name="Today">The office's day.</param>
/// <param name="Soon">The last day that counts as soon.</param>
public sealed record WorkDays(DateOnly Today, DateOnly Soon);

/// <summary>How many records of a kind a community has in a group.</summary>
/// <param name="Kind">As in <see cref="Data.RecordKinds"/>.</param>
/// <param name="Count">Those that a total counts with this community.</param>
/// <param name="Shared">
/// Further ones, which it shares and a total counts with another community: so that a record of several communities waits for each of
/// them, and is one in their total.
/// </param>
public sealed record WorkCount(int CommunityId, string Kind, WorkGroup Group, int Count, int Shared = 0);

/// <summary>One record on a list of work.</summary>
/// <param name="Kind">As in <see cref="Data.RecordKinds"/>.</param>
/// <param name="Number">By which people call it; null for a kind that has none.</param>
/// <param name="Next">The step that the record waits for, whatever group it was read for.</param>
/// <param name="DueOn">Due date; null for what has none or is closed.</param>
/// <param name="Since">The day since which it waits: of closing, rectification, raising or claiming; null for what has a due date.</param>
/// <param name="Responsible">Unit, owner or claimer; null when nobody is named.</param>
/// <param name="IsMajor">True for a major hazard.</param>
/// <param name="IsNew">True for what has come from elsewhere and has not been looked at.</param>
public sealed record WorkLine(
    string Kind, long Id, string? Number, string Title, int CommunityId, WorkGroup Next, DateOnly? DueOn, DateOnly? Since,
    string? Responsible, bool IsMajor, bool IsNew = false);
