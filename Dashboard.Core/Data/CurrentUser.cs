using Concentric.Rules;

namespace Concentric.Data;

/// <summary>What a person or a key may do. One role each.</summary>
public enum Role
{
    /// <summary>Street office leader: reads everything, plans the rota of hosts.</summary>
    Leader,

    /// <summary>Analyst: reads everything, exports, keeps schedules.</summary>
    Analyst,

    /// <summary>Community worker: reads and writes in own communities.</summary>
    Worker,

    /// <summary>Evaluation panel: reads everything, scores.</summary>
    Panel,

    /// <summary>Reader: reads what an analyst reads, in all communities or in some; writes nothing, takes no files.</summary>
    [CalledInSheets("查阅", "查阅者", "查阅员", "只读", "只读人员", "查看", "浏览", "Read only", "Viewer")]
    Reader,

    /// <summary>Administrator: everything, and accounts, keys and jobs.</summary>
    Administrator,
}

/// <summary>On whose behalf something is read or written. Every command and query takes one.</summary>
/// <param name="Name">Shown in audit and timelines, at most <see cref="TextLimits.Name"/> long.</param>
/// <param name="Role">What the caller may do.</param>
/// <param name="CommunityIds">The communities the caller is limited to; null for all.</param>
/// <param name="UserId">The account, null for a key or the system itself.</param>
public sealed record CurrentUser(string Name, Role Role, IReadOnlyList<int>? CommunityIds = null, int? UserId = null)
{
    /// <summary>The program itself: schedules, imports, set-up.</summary>
    public static CurrentUser System { get; } = new("system", Role.Administrator);

    /// <summary>True when records may be entered and changed (in the caller's communities).</summary>
    public bool MayWrite => Role is Role.Worker or Role.Administrator;

    /// <summary>
    /// True when records of the street as a whole, as co-builders, may be entered and changed. Administrators only: a
    /// co-builder is known to all communities and evaluated across them, so its name and its years are not one community's to
    /// change; a worker records what the unit gives and takes part in, and asks the office for a unit that is missing.
    /// </summary>
    public bool MayKeepStreet => Role is Role.Administrator && CommunityIds is null;

    /// <summary>True when a petition may pass over a stage, which takes a stated reason.</summary>
    public bool MaySkipStages => Role is Role.Administrator;

    /// <summary>True when holidays and make-up days may be changed.</summary>
    public bool MayKeepCalendar => Role is Role.Administrator;

    /// <summary>True when targets may be set.</summary>
    public bool MayKeepTargets => Role is Role.Leader or Role.Analyst or Role.Administrator;

    /// <summary>True when the lists of the office may be changed: sorts of petition, programmes, services.</summary>
    public bool MayKeepLists => Role is Role.Administrator;

    /// <summary>True when the program's settings may be changed.</summary>
    public bool MayKeepSettings => Role is Role.Administrator && CommunityIds is null;

    /// <summary>True when it may be planned who hosts the monthly joint conference: the office's business, so a leader's too.</summary>
    public bool MayPlanRota => Role is Role.Leader or Role.Administrator && CommunityIds is null;

    /// <summary>True when the annual evaluation may be kept: its rules, its stages, appeals and awards.</summary>
    public bool MayKeepEvaluation => Role is Role.Leader or Role.Administrator && CommunityIds is null;

    /// <summary>True when figures claimed in public may be kept: by those who answer for them.</summary>
    public bool MayKeepFigures => Role is Role.Leader or Role.Analyst or Role.Administrator && CommunityIds is null;

    /// <summary>
    /// True when it may be seen what in the courses of petitions is worth asking about: by those who ask, not those who are asked.
    /// </summary>
    public bool MayAsk => Role is Role.Leader or Role.Analyst or Role.Reader or Role.Administrator && CommunityIds is null;

    /// <summary>True when spreadsheets may be taken in; of which kinds, <see cref="Rights.MayEnter{T}"/> says.</summary>
    public bool MayImport => MayWrite || MayKeepFigures || MayJudge;

    /// <summary>True for a member of the evaluation panel; whether of a cycle's, the cycle says.</summary>
    public bool MayJudge => Role is Role.Panel && CommunityIds is null;

    /// <summary>True when schedules of workbooks may be kept.</summary>
    public bool MaySchedule => Role is Role.Analyst or Role.Administrator && CommunityIds is null;

    /// <summary>True when workbooks may be made.</summary>
    public bool MayExport => Role is Role.Analyst or Role.Leader or Role.Administrator or Role.Worker;

    /// <summary>True when personal data may be shown in clear, which leaves an audit row.</summary>
    public bool MayReveal => Role is Role.Worker or Role.Administrator;

    /// <summary>
    /// True when records may be commented and instructions given: a leader's own office, which neither an administrator has nor a key,
    /// that nobody could answer.
    /// </summary>
    public bool MayInstruct => this is { Role: Role.Leader, CommunityIds: null, UserId: not null };

    /// <summary>True for who can be asked to answer an instruction: the panel judges and a reader looks, so not them.</summary>
    public bool MayAnswer => Role is not (Role.Panel or Role.Reader);

    /// <summary>The communities that an account of a role is limited to, given those that were chosen for it; null for all.</summary>
    /// <remarks>A worker for whom none was chosen sees none; a reader for whom none was chosen sees all.</remarks>
    public static IReadOnlyList<int>? LimitOf(Role role, IEnumerable<int> chosen) => role switch
    {
        Role.Worker => [.. chosen.Order()],
        Role.Reader when chosen.Order().ToList() is { Count: > 0 } some => some,
        _ => null,
    };

    /// <summary>True for a role whose accounts can be limited to communities.</summary>
    public static bool CanBeLimited(Role role) => role is Role.Worker or Role.Reader;

    /// <summary>True when the caller may see the community's records.</summary>
    public bool Sees(int communityId) => CommunityIds is null || CommunityIds.Contains(communityId);
}
