using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Time;

namespace Concentric.Profiles;

/// <summary>A programme in the list of all.</summary>
/// <param name="Activities">Distinct, in the period.</param>
/// <param name="PersonTimes">Attendances at them.</param>
public sealed record ProgrammeLine(Programme Programme, int Activities, long PersonTimes);

/// <summary>A figure of a programme.</summary>
/// <param name="IsNarrowed">True when it counts only records of the programme; false when the metric is the programme's as a whole.</param>
public sealed record ProgrammeFigure(Metric Metric, MetricValue Value, bool IsNarrowed);

/// <summary>
/// What one community has of a programme: with the activities it shares, so these lines may add up to more than the total.
/// </summary>
public sealed record ProgrammeCommunity(int CommunityId, int Activities, int Shared, long PersonTimes);

/// <summary>A co-builder of a programme.</summary>
/// <param name="Activities">Distinct ones in which it took part.</param>
/// <param name="AmountFen">What it gave to the programme, in fen.</param>
public sealed record ProgrammePartner(long Id, string Name, int Activities, long AmountFen);

/// <summary>One of a programme's activities.</summary>
public sealed record ProgrammeActivity(long Id, string Title, DateOnly HeldOn, int CommunityId, bool IsJoint, int Attendance);

/// <summary>A programme over a period.</summary>
/// <param name="Activities">Distinct over the communities.</param>
/// <param name="Joint">Of them held by several communities.</param>
/// <param name="PersonTimes">Attendances (人次).</param>
/// <param name="VolunteerTimes">Of them by volunteers.</param>
/// <param name="Persons">Persons (人) told apart, where the records name them; null where they only count attendances. Never added to
/// person-times.</param>
/// <param name="Months">Twelve, up to the month in which the period ends.</param>
/// <param name="Partners">Those with the most activities, at most <see cref="ProgrammeQueries.MostShown"/>.</param>
/// <param name="PartnerCount">All of them, distinct.</param>
/// <param name="Newest">The newest activities, at most <see cref="ProgrammeQueries.MostShown"/>.</param>
public sealed record ProgrammeView(
    Programme Programme, Period Period, int Activities, int Joint, long PersonTimes, long VolunteerTimes, long? Persons,
    IReadOnlyList<ProgrammeFigure> Figures,
    IReadOnlyList<(Period Month, int Activities, long PersonTimes)> Months, IReadOnlyList<ProgrammeCommunity> Communities,
    IReadOnlyList<ProgrammePartner> Partners, int PartnerCount, IReadOnlyList<ProgrammeActivity> Newest);
