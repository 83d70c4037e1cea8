using System.Linq.Expressions;
using Concentric.Activities;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>
/// Volunteers' time as a kind of record. It is kept by the volunteer's community; what is corrected must be verified anew.
/// </summary>
public static class VolunteerTimeRecords
{
    /// <summary>The most minutes on one day: sixteen hours.</summary>
    public const int MostMinutes = 960;

    public static RecordKind<VolunteerTime> Kind { get; } = new("/volunteer-times", f =>
    [
        f.Reference("volunteer-name", x => x.VolunteerId, x => x.Volunteer!.Name, null, Volunteer.References)
            .Required().Fixed().Included().NotImported().Wide(10),
        f.Community().ReadOnly(),
        f.Day("served-on", x => x.ServedOn).Required().Past().Filtered().Sorted().NotImported(),
        f.Minutes("minutes", x => x.Minutes).Required().Within(1, MostMinutes).NotImported(),
        f.Text("purpose", x => x.Purpose).Required().AsTitle().NotImported().Wide(30),
        f.Reference("activity", x => x.ActivityId, x => x.Activity!.Title, null, Activity.References)
            .ListedAs(x => x.Activity!.CommunityId == x.CommunityId || x.Activity.Communities.Any(host => host.CommunityId == x.CommunityId)
                ? x.Activity.Title
                : null)
            .Included().NotImported().Wide(30),
        f.Day("verified-on", x => x.VerifiedOn).ReadOnly(),
        f.Text("entered-by", x => x.EnteredBy).ReadOnly().OnPage(),
        f.Text("verified-by", x => x.VerifiedBy).ReadOnly().OnPage(),
    ])
    {
        New = () => new() { Purpose = "", EnteredBy = "" },
        Rules = (time, check, _) =>
        {
            if (time.Activity is { HeldOn: var held } && !check.Has("served-on"))
                check.That(held == time.ServedOn, "served-on", time.ServedOn, Rule.Fixed, held);
        },
        OnSaving = (time, by) =>
        {
            if (time.Volunteer is { CommunityId: var community }) time.CommunityId = community;
            (time.EnteredBy, time.VerifiedOn, time.VerifiedBy) = (by.By, null, null);
        },
        // What it was for is told to who may read that.
        Conceal = async (db, caller, time, cancellationToken) =>
        {
            if (time.ActivityId is { } id && !await db.Activities.ReadableBy(caller).AnyAsync(held => held.Id == id, cancellationToken))
                time.Activity = null;
        },
        DefaultSort = "-served-on",
        Shown = ["purpose", "volunteer-name", "served-on", "minutes", "verified-on", "community", "activity"],
        Views = new Dictionary<string, Func<DateOnly, Expression<Func<VolunteerTime, bool>>>>
        {
            ["unverified"] = _ => x => x.VerifiedOn == null,
            ["verified"] = _ => x => x.VerifiedOn != null,
        },
    };
}
