using Concentric.Data;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Metrics.CubeVerification;

/// <summary>What happens to a store in one step.</summary>
internal enum StepKind
{
    /// <summary>A new record, often of days long past.</summary>
    Record,

    /// <summary>Some fields of a record change: stages, days, amounts, community, sharing, parts, archived or not.</summary>
    Correct,

    /// <summary>Several records are made and corrected in one save.</summary>
    Together,

    /// <summary>A record is archived, or brought back.</summary>
    Archive,

    /// <summary>A record and its parts go for good.</summary>
    Delete,

    /// <summary>A save that this node learns of only from the change log, as another node's.</summary>
    Elsewhere,

    /// <summary>Many rows at once past the change tracker, announced for every day, as an import does.</summary>
    Bulk,
}

/// <summary>One step; all chance in it comes from the seed, so a shorter scenario keeps the steps it still has.</summary>
internal readonly record struct Step(StepKind Kind, uint Seed);

/// <summary>A store's life: records before the cube is built, then steps while it follows.</summary>
internal sealed record ChangeScenario(uint Seed, int Before, Step[] Steps)
{
    public static readonly Gen<ChangeScenario> Any =
        from seed in Gen.UInt
        from before in Gen.Int[0, 160]
        from steps in Gen.Select(Gen.Enum<StepKind>(), Gen.UInt).Select((kind, dice) => new Step(kind, dice)).Array[0, 30]
        select new ChangeScenario(seed, before, steps);

    public override string ToString() => $"seed {Seed}, {Before} records, then {string.Join(", ", Steps)}";

    public async Task BeginAsync(TestStore store, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        await Backdrop.AddAsync(db, cancellationToken);
        var records = new RandomRecords(Dice(Seed));
        for (var i = 0; i < Before; i++) db.Add(records.New());
        await db.SaveChangesAsync(cancellationToken);
    }

    public static async Task PlayAsync(Step step, TestStore store, CancellationToken cancellationToken)
    {
        var dice = Dice(step.Seed);
        await using var db = store.Open();
        switch (step.Kind)
        {
            case StepKind.Record:
                db.Add(new RandomRecords(dice).New());
                break;
            case StepKind.Correct:
                await CorrectAsync(db, dice, cancellationToken);
                break;
            case StepKind.Together:
                for (var i = dice.Next(2, 8); i > 0; i--)
                {
                    if (dice.Next(2) == 0) db.Add(new RandomRecords(dice).New());
                    else await CorrectAsync(db, dice, cancellationToken);
                }
                break;
            case StepKind.Archive:
                if (await new RandomRecords(dice).PickAsync(db, cancellationToken) is { } kept)
                    kept.ArchivedAt = kept.ArchivedAt is null ? TestStore.Start.UtcDateTime : null;
                break;
            case StepKind.Delete:
                if (await new RandomRecords(dice).PickAsync(db, cancellationToken) is { } gone) db.Remove(gone);
                break;
            case StepKind.Elsewhere:
                await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
                {
                    await CorrectAsync(db, dice, cancellationToken);
                    await db.SaveChangesAsync(cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                }
                break;
            case StepKind.Bulk:
                await db.PetitionRounds.Where(x => x.Number == 1 && x.Petition!.ClosedOn == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(x => x.ReceivedOn, x => x.ReceivedOn.AddDays(-1)), cancellationToken);
                await db.Petitions.Where(x => x.ClosedOn == null).ExecuteUpdateAsync(
                    set => set.SetProperty(x => x.ReceivedOn, x => x.ReceivedOn.AddDays(-1))
                        .SetProperty(x => x.Stage, PetitionStage.Handled), cancellationToken);
                db.Add(new ChangeLogEntry
                {
                    At = TestStore.Start.UtcDateTime,
                    Kind = RecordKinds.NameOf<Petition>(),
                    Action = "Imported",
                    Days = ChangeLogEntry.EveryDay
                });
                break;
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    public static Random Dice(uint seed) => new(unchecked((int)seed));

    private static async Task CorrectAsync(DashboardDbContext db, Random dice, CancellationToken cancellationToken)
    {
        var records = new RandomRecords(dice, share: dice.Next(1, 4) / 4.0);
        if (await records.PickAsync(db, cancellationToken) is { } record) records.Correct(record);
    }
}
