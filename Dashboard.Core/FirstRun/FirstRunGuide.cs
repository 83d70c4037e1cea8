using System.Text.Json;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.FirstRun;

/// <summary>What a new office settles before its first figures, in the order in which one stands on the other.</summary>
public enum FirstRunStep
{
    /// <summary>Its name, address and time zone.</summary>
    Office,

    Communities,

    /// <summary>Who works with the program.</summary>
    Accounts,

    /// <summary>Sorts of petitions with their due days.</summary>
    Categories,

    Programmes,

    /// <summary>The first records, entered or imported.</summary>
    Records,
}

/// <summary>How one step stands.</summary>
/// <param name="Count">Of what it is about: communities, accounts, categories, programmes; 0 where nothing is counted.</param>
/// <param name="IsDone">True when the store shows that it was done, by whatever way.</param>
/// <param name="IsSkipped">True when an administrator has said to leave it.</param>
public sealed record FirstRunState(FirstRunStep Step, int Count, bool IsDone, bool IsSkipped)
{
    public bool IsOpen => !IsDone && !IsSkipped;
}

/// <summary>
/// How far a new office has come. It is read from the store, not written by the guide: what was done elsewhere is done here too, and
/// an office goes on where it left off. Only what was skipped is kept.
/// </summary>
public sealed class FirstRunGuide(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>All steps in their order.</summary>
    /// <exception cref="UnauthorizedAccessException">The caller does not keep the street.</exception>
    public async Task<IReadOnlyList<FirstRunState>> ReadAsync(CurrentUser caller, StreetOffice office, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepStreet) throw new UnauthorizedAccessException("Only administrators set the program up.");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var skipped = await SkippedAsync(db, cancellationToken);
        var hasRecords = await HasRecordsAsync(db, cancellationToken);
        var communities = await db.Communities.CountAsync(cancellationToken);
        var accounts = await db.Users.CountAsync(cancellationToken);
        var programmes = await db.Programmes.CountAsync(programme => programme.MergedInto == null, cancellationToken);
        var categories = await db.PetitionCategories.CountAsync(category => category.MergedInto == null, cancellationToken);
        // Those that a store begins with are any office's; who has changed one has looked at them, and who has records works with them.
        var areCategoriesSeen = hasRecords
            || await db.AuditEntries.AnyAsync(line => line.Kind == PetitionCategoryCommands.Kind, cancellationToken);
        return
        [
            State(FirstRunStep.Office, 0, office.IsNamed),
            State(FirstRunStep.Communities, communities, communities > 0),
            State(FirstRunStep.Accounts, accounts, accounts > 1),
            State(FirstRunStep.Categories, categories, areCategoriesSeen),
            State(FirstRunStep.Programmes, programmes, programmes > 0),
            State(FirstRunStep.Records, 0, hasRecords),
        ];

        FirstRunState State(FirstRunStep step, int count, bool isDone) => new(step, count, isDone, skipped.Contains(step));
    }

    /// <summary>True once there is a record that figures are made of, archived or not.</summary>
    public async Task<bool> HasRecordsAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await HasRecordsAsync(db, cancellationToken);
    }

    /// <summary>Leaves a step, or takes it up again.</summary>
    /// <exception cref="UnauthorizedAccessException">The caller does not keep the street.</exception>
    public async Task SkipAsync(CurrentUser caller, FirstRunStep step, bool isSkipped, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepStreet) throw new UnauthorizedAccessException("Only administrators set the program up.");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var skipped = await SkippedAsync(db, cancellationToken);
        if (isSkipped ? !skipped.Add(step) : !skipped.Remove(step)) return;
        var value = JsonSerializer.Serialize(skipped.Order().Select(one => one.ToString()));
        await StoreFacts.WriteAsync(db, StoreFacts.FirstRun, value, cancellationToken);
    }

    private static async Task<bool> HasRecordsAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await db.Petitions.AnyAsync(cancellationToken) || await db.Hazards.AnyAsync(cancellationToken)
            || await db.Activities.AnyAsync(cancellationToken) || await db.Visits.AnyAsync(cancellationToken)
            || await db.Errands.AnyAsync(cancellationToken) || await db.Meetings.AnyAsync(cancellationToken)
            || await db.Wishes.AnyAsync(cancellationToken) || await db.Volunteers.AnyAsync(cancellationToken)
            || await db.Contributions.AnyAsync(cancellationToken) || await db.Projects.AnyAsync(cancellationToken);

    private static async Task<HashSet<FirstRunStep>> SkippedAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        Read(await StoreFacts.ReadAsync(db, StoreFacts.FirstRun, cancellationToken));

    private static HashSet<FirstRunStep> Read(string? value) => value is null
        ? []
        : [.. JsonSerializer.Deserialize<string[]>(value)!.Select(EnumText.Read<FirstRunStep>).OfType<FirstRunStep>()];
}
