using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Concentric.Activities;
using Concentric.Calendar;
using Concentric.Dashboard.Demo.Street;
using Concentric.Dashboard.Demo.Synthetic;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Hazards;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Registration;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Activity = Concentric.Activities.Activity;

namespace Concentric.Dashboard.Demo.Generator;

/// <summary>
/// Fills a store with plausible records for measuring and for training. The records of a store that were made up before, by the
/// demo data or by this class, give way; real ones never do.
/// </summary>
public sealed class StoreGenerator(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>Rows in one parcel on its way to the store; four parcels wait at most.</summary>
    private const int RowsPerParcel = 40_000;

    private const int MostParcelsWaiting = 4;

    /// <summary>Parcels in one transaction.</summary>
    private const int ParcelsPerCommit = 4;

    /// <summary>Seconds that one statement may take: indexes over millions of rows.</summary>
    private const int CommandSeconds = 600;

    private static readonly IReadOnlyList<Type> Types = new BulkRecordSet().Types;

    /// <summary>Empties the store of made-up records and fills it. Cancelled, it leaves a store without records.</summary>
    /// <returns>How long it took.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its limits.</exception>
    /// <exception cref="RealRecordsException">The store holds real records; nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">Given up; the store holds no records.</exception>
    public async Task<TimeSpan> RunAsync(GeneratorOptions options, IProgress<GeneratorProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (options.Broken() is { } limit)
            throw new ArgumentOutOfRangeException(limit.Option, limit.Value, $"From {limit.Least} to {limit.Most}.");
        var started = Stopwatch.GetTimestamp();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(CommandSeconds);
        if (await StoreContents.OriginAsync(db, cancellationToken) is null && await StoreContents.HoldsRecordsAsync(db, cancellationToken))
            throw new RealRecordsException();

        // From here on the store says that its records are made up, whatever happens on the way.
        await StoreContents.SetOriginAsync(db, StoreContents.Generated, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        try
        {
            await BulkLoad.BeginAsync(db, Types, cancellationToken);
            await FillAsync(db, options, progress, cancellationToken);
            await BulkLoad.IndexAsync(db, Types, (done, total) =>
                progress?.Report(new(GeneratorStage.Indexing, done, total)), cancellationToken);
        }
        catch (Exception failure)
        {
            // Where even that fails, as on a full disk, the store still says that it holds nothing real, and the next run mends it.
            try { await LeaveEmptyAsync(db); }
            catch (DbException) when (failure is not OperationCanceledException) { }
            throw;
        }
        finally
        {
            await BulkLoad.EndAsync(db);
        }

        await AnnounceAsync(db, cancellationToken);
        progress?.Report(new(GeneratorStage.Finished, 1, 1));
        return Stopwatch.GetElapsedTime(started);
    }

    private async Task FillAsync(DashboardDbContext db, GeneratorOptions options, IProgress<GeneratorProgress>? progress,
        CancellationToken cancellationToken)
    {
        progress?.Report(new(GeneratorStage.Emptying, 0, 1));
        await EmptyAsync(db, cancellationToken);
        await ReferenceData.EnsureEachAsync(db, cancellationToken);
        await DemoProgrammes.EnsureAsync(db, cancellationToken);
        var communities = await GeneratedCommunities.PutAsync(db, options.Communities, clock.Today, cancellationToken);
        var programmes = await db.Programmes.AsNoTracking().ToDictionaryAsync(row => row.Key, row => row.Id, cancellationToken);
        var services = await db.Services.AsNoTracking().ToDictionaryAsync(row => row.Name, row => row.Id, cancellationToken);
        var calendar = new WorkingCalendar(await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken));
        db.ChangeTracker.Clear();
        var scene = new GeneratorScene(options, clock, calendar, communities)
        {
            Programmes = programmes,
            Services = [.. ReferenceServices.All().Select(service => services[service.Name])],
        };

        // One core makes records up while the other writes them.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parcels = Channel.CreateBounded<BulkRecordSet>(MostParcelsWaiting);
        var making = Task.Run(() => MakeAsync(scene, parcels.Writer, stop.Token), CancellationToken.None);
        try
        {
            await WriteAsync(db, parcels.Reader, (long)options.Petitions + options.Hazards + options.Activities, progress,
                cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await making.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task MakeAsync(GeneratorScene scene, ChannelWriter<BulkRecordSet> parcels, CancellationToken cancellationToken)
    {
        try
        {
            GeneratedGround.Add(scene);
            GeneratedKind[] kinds = [new GeneratedServices(scene), new GeneratedMeetings(scene), new GeneratedActivities(scene),
                new GeneratedHazards(scene), new GeneratedPetitions(scene)];
            foreach (var kind in kinds)
            {
                for (var n = 0; n < scene.DayCount; n++)
                {
                    kind.Add(scene.From.AddDays(n), n);
                    if (scene.Bag.Count >= RowsPerParcel) await parcels.WriteAsync(scene.Bag.Take(), cancellationToken);
                }
            }

            await parcels.WriteAsync(scene.Bag.Take(), cancellationToken);
            parcels.Complete();
        }
        catch (Exception failure)
        {
            parcels.Complete(failure);
        }
    }

    private static async Task WriteAsync(DashboardDbContext db, ChannelReader<BulkRecordSet> parcels, long total,
        IProgress<GeneratorProgress>? progress, CancellationToken cancellationToken)
    {
        var done = 0L;
        await using var writer = await BulkWriter.OpenAsync(db, cancellationToken);
        while (await parcels.WaitToReadAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            for (var i = 0; i < ParcelsPerCommit && await parcels.WaitToReadAsync(cancellationToken)
                && parcels.TryRead(out var parcel); i++)
            {
                await parcel.WriteAsync(writer, cancellationToken);
                done += parcel.Of<Petition>().Count + parcel.Of<Hazard>().Count + parcel.Of<Activity>().Count;
                progress?.Report(new(GeneratorStage.Writing, done, total));
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Takes out the records, and what was told of them.</summary>
    private static async Task EmptyAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        await StoreEmptying.EmptyAsync(db, Types, cancellationToken);
        var kinds = Types.Where(type => typeof(Record).IsAssignableFrom(type)).Select(RecordKinds.NameOf).ToList();
        await db.Notices.Where(notice => kinds.Contains(notice.RecordKind)).ExecuteDeleteAsync(cancellationToken);
        await StoreFacts.RemoveAsync(db, StoreFacts.Notices, cancellationToken);
    }

    private static async Task LeaveEmptyAsync(DashboardDbContext db)
    {
        await EmptyAsync(db, CancellationToken.None);
        await BulkLoad.IndexAsync(db, Types, (_, _) => { }, CancellationToken.None);
        await StoreFacts.RemoveAsync(db, StoreFacts.Origin, CancellationToken.None);
        if (db is SqliteDashboardDbContext) await db.Database.ExecuteSqlRawAsync("VACUUM", CancellationToken.None);
    }

    private async Task AnnounceAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        db.ChangeLog.Add(new ChangeLogEntry
        {
            At = clock.UtcNow,
            Kind = ChangeLogEntry.EveryDay,
            Action = "Loaded",
            Days = ChangeLogEntry.EveryDay
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
