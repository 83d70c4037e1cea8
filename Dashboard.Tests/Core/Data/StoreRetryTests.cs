using System.Data.Common;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Exports;
using Concentric.Imports.Runs;
using Concentric.Jobs;
using Concentric.Kinds;
using Concentric.Lists.Personal;
using Concentric.Petitions;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Data;

/// <summary>What happens to a command when the server gives it up for another's sake, or its answer is lost.</summary>
public sealed class StoreRetryTests : IAsyncLifetime
{
    private readonly Faults faults = new();
    private readonly StatementFaults statements = new();
    private TestStore store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync(services =>
        services.ConfigureStore(builder => builder.AddInterceptors(faults, statements)));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Theory]
    [InlineData(1205, false)]
    [InlineData(3960, false)]
    [InlineData(40613, false)]
    [InlineData(10054, false)]
    [InlineData(10054, true)]
    [InlineData(SqlServerFailure.Closed, false)]
    [InlineData(SqlServerFailure.Closed, true)]
    [InlineData(40197, true)]
    public async Task WhatFailsForAnothersSake_IsDoneOnce_AsOneUnit(int number, bool isCommitted)
    {
        var request = Guid.NewGuid();
        faults.Next(number, isCommitted);
        var saved = await Errands.EnterAsync(TestStore.WorkerOfXinsheng, Make.ErrandValues(), request, Stop);
        Assert.Equal(0, faults.Left);
        faults.Next(number, isCommitted);
        var changed = await Errands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(saved.Id, saved.Version, new() { [x => x.Persons] = 9 }), Stop);

        Assert.Equal(0, faults.Left);
        Assert.Equal(new Saved(saved.Id, saved.Version + 1), changed);
        await using var db = store.Open();
        Assert.Equal(9, (await db.Set<Errand>().SingleAsync(Stop)).Persons);
        Assert.Equal(["Added", "Changed"], await db.AuditEntries.Where(line => line.Kind == "errand").OrderBy(line => line.Id)
            .Select(line => line.Action).ToListAsync(Stop));
        Assert.Equal(2, await db.ChangeLog.CountAsync(line => line.Kind == "errand", Stop));
    }

    [Fact]
    public async Task ALostAnswer_WithNothingToKnowTheRecordBy_IsToldAndNotTriedAgain()
    {
        faults.Next(10054, isCommitted: true);
        await Assert.ThrowsAnyAsync<DbException>(() =>
            Errands.EnterAsync(TestStore.WorkerOfXinsheng, Make.ErrandValues(), null, Stop));
        await using var db = store.Open();
        Assert.Equal(1, await db.Set<Errand>().CountAsync(Stop));
    }

    [Theory]
    [InlineData(1205, false)]
    [InlineData(10054, false)]
    [InlineData(10054, true)]
    public async Task AWorkbookThatIsMade_IsDoneOnce_WhateverTheStoreDoesMeanwhile(int number, bool isCommitted)
    {
        var run = await store.AddAsync(new ExportRun
        {
            Key = "one",
            Template = "held",
            Language = "en",
            AskedBy = "x",
            AskedAt = TestStore.Start.UtcDateTime,
            State = ExportState.Running,
            Attempts = 1,
        });
        faults.Next(number, isCommitted);
        var done = await new ExportRunChanges(store.Factory, store.Get<Concentric.Time.OfficeClock>()).MoveAsync(
            one => one.Id == run.Id && one.State == ExportState.Running && one.Attempts == 1,
            set => set.SetProperty(one => one.State, ExportState.Done), "Done", null, Stop,
            moved: one => one.Id == run.Id && one.State == ExportState.Done && one.Attempts == 1);
        Assert.Equal((0, ExportState.Done), (faults.Left, done!.State));
        await using var db = store.Open();
        Assert.Equal(1, await db.ChangeLog.CountAsync(line => line.Kind == ExportRunChanges.Kind, Stop));
    }

    [Fact]
    public async Task AnImportThatMoves_IsMovedAgainAfterADeadlock()
    {
        var run = await store.AddAsync(new ImportRun
        {
            Kind = "errand",
            FileName = "a.xlsx",
            FileHash = "0",
            AskedBy = "x",
            AskedAt = TestStore.Start.UtcDateTime,
            Language = "en",
        });
        faults.Next(1205, isCommitted: false);
        Assert.True(await new ImportRunChanges(store.Factory, store.Get<Concentric.Time.OfficeClock>()).MoveAsync(
            one => one.State == ImportState.Waiting, run.Id, set => set.SetProperty(one => one.State, ImportState.Stopped), "Stopped", null,
            Stop));
        Assert.Equal(0, faults.Left);
    }

    [Fact]
    public async Task WhatLocksALot_AsAccounts_IsDoneAgainToo()
    {
        var runs = 0;
        await StoreRetry.RunAsync(() => ++runs < 3 ? throw SqlServerFailure.Of(1205) : Task.CompletedTask, Stop);
        Assert.Equal(3, runs);
        await Assert.ThrowsAsync<Microsoft.Data.SqlClient.SqlException>(() =>
            StoreRetry.RunAsync(() => ++runs < 5 ? throw SqlServerFailure.Of(10054) : Task.CompletedTask, Stop));
        Assert.Equal(4, runs);
    }

    [Theory]
    [InlineData(StoreRetry.MostAttempts - 1, true)]
    [InlineData(StoreRetry.MostAttempts, false)]
    public async Task TheAttempts_AreLimited(int failures, bool succeeds)
    {
        for (var i = 0; i < failures; i++) faults.Next(1205, isCommitted: false);
        var run = () => Errands.EnterAsync(TestStore.WorkerOfXinsheng, Make.ErrandValues(), Guid.NewGuid(), Stop);
        if (succeeds) await run();
        else await Assert.ThrowsAnyAsync<DbException>(run);

        Assert.Equal(0, faults.Left);
        await using var db = store.Open();
        Assert.Equal(succeeds ? 1 : 0, await db.Set<Errand>().CountAsync(Stop));
        Assert.Equal(succeeds ? 1 : 0, await db.AuditEntries.CountAsync(line => line.Kind == "errand", Stop));
    }

    [Theory]
    [InlineData(2601)]
    [InlineData(547)]
    [InlineData(8152)]
    public async Task WhatTheCommandItselfIsToBlameFor_IsNotTriedAgain(int number)
    {
        faults.Next(number, isCommitted: false);
        faults.Next(number, isCommitted: false);
        await Assert.ThrowsAnyAsync<DbException>(() =>
            Errands.EnterAsync(TestStore.WorkerOfXinsheng, Make.ErrandValues(), Guid.NewGuid(), Stop));
        Assert.Equal(1, faults.Left);
    }

    [Theory]
    [InlineData(1205, true)]
    [InlineData(3960, true)]
    [InlineData(10054, false)]
    [InlineData(208, false)]
    public async Task AStatementAlone_IsSentAgain_WhereTheServerHasRolledItBack(int number, bool isAgain)
    {
        await store.AddAsync(Make.Petition());
        await using var db = store.Open();
        foreach (var run in new Func<Task<int>>[]
        {
            () => db.Petitions.CountAsync(Stop),
            () => db.Petitions.Where(petition => petition.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(x => x.Title, "x"), Stop),
        })
        {
            statements.Next = number;
            if (isAgain) Assert.Equal(1, await run());
            else await Assert.ThrowsAnyAsync<DbException>(run);
            Assert.Null(statements.Next);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        statements.Next = number;
        // The statements before it are gone with it: it alone would be half of what was to be done.
        await Assert.ThrowsAnyAsync<DbException>(() => db.Petitions.CountAsync(Stop));
    }

    /// <summary>Commands that save no records, with transactions of their own.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatSavesNoRecords_IsDoneAgainAsAWhole_AndOnce(bool isAtItsEnd)
    {
        var user = await store.AccountAsync("leader", Role.Leader);
        Fail();
        await store.Get<PersonalLists>().SaveAsync(user, "petition", "逾期的", "view=overdue", isShared: false, Stop);
        Fail();
        await store.Get<CommunityCommands>().SaveAsync(TestStore.Administrator, null, 0, new("haiyan", "海晏", null, 10, null), Stop);
        await using var db = store.Open();
        Assert.Equal(1, await db.Set<SavedView>().CountAsync(Stop));
        Assert.Equal(1, await db.Communities.CountAsync(community => community.Code == "haiyan", Stop));
        Assert.Equal(1, await db.AuditEntries.CountAsync(line => line.Kind == "community", Stop));
        Assert.Equal(1, await db.ChangeLog.CountAsync(line => line.Kind == "community", Stop));

        void Fail()
        {
            Assert.Equal((0, null), (faults.Left, statements.Next));
            if (isAtItsEnd) faults.Next(1205, isCommitted: false);
            else statements.Next = 1205;
        }
    }

    [Fact]
    public async Task AMoveOfAJob_AndASaveOfNoRecords_AreBegunAgain_AndToldOnce()
    {
        await using var db = store.Open();
        db.StoreFacts.Add(new() { Key = "job", Value = "waiting" });
        db.ChangeLog.Add(new() { At = TestStore.Start.UtcDateTime, Kind = "job", Action = "Added", Days = "" });
        statements.Next = 1205;
        await db.SaveChangesAsync(Stop);
        Assert.Null(statements.Next);
        faults.Next(1205, isCommitted: false);
        Assert.True(await db.MoveAsync(db.StoreFacts.Where(fact => fact.Key == "job" && fact.Value == "waiting"),
            set => set.SetProperty(fact => fact.Value, "running"), () =>
            {
                db.AddMove(TestStore.Start.UtcDateTime, "job", 0, "Running");
                return Task.CompletedTask;
            }, Stop));
        Assert.Equal(0, faults.Left);
        Assert.Equal(["Added", "Running"], await db.ChangeLog.Where(line => line.Kind == "job").OrderBy(line => line.Id)
            .Select(line => line.Action).ToListAsync(Stop));
    }

    [Fact]
    public void ErrorsOfSqlServer_MeanWhatThoseOfSqliteMean()
    {
        foreach (var number in new[] { 2601, 2627 })
        {
            Assert.True(new DbUpdateException("", SqlServerFailure.Of(number)).IsDuplicate());
            Assert.True(SqlServerFailure.Of(number).IsConstraint());
        }

        Assert.True(SqlServerFailure.Of(547).IsConstraint());
        Assert.False(new DbUpdateException("", SqlServerFailure.Of(547)).IsDuplicate());
        Assert.False(SqlServerFailure.Of(1205).IsConstraint());
        foreach (var (number, problem) in new (int, StoreProblem?)[]
        {
            (916, StoreProblem.Denied), (262, StoreProblem.Denied), (18456, StoreProblem.Denied), (4060, StoreProblem.Denied),
            (233, StoreProblem.Unreachable), (53, StoreProblem.Unreachable), (1205, StoreProblem.Busy), (3960, StoreProblem.Busy),
            (1105, StoreProblem.Full), (208, null),
        })
            Assert.Equal(problem, StoreErrors.ProblemOf(SqlServerFailure.Of(number)));
    }

    private RecordCommands<Errand> Errands => store.Get<RecordCommands<Errand>>();

    /// <summary>Fails the next statement.</summary>
    private sealed class StatementFaults : DbCommandInterceptor
    {
        public int? Next { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
            InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Fail();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
            InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Fail();
            return ValueTask.FromResult(result);
        }

        private void Fail()
        {
            if (Next is not { } number) return;
            Next = null;
            throw SqlServerFailure.Of(number);
        }
    }

    /// <summary>Fails commits as a server does: before anything is committed, or after, when only the answer is lost.</summary>
    private sealed class Faults : DbTransactionInterceptor
    {
        private readonly Queue<(int Number, bool IsCommitted)> next = [];

        public int Left => next.Count;

        public void Next(int number, bool isCommitted) => next.Enqueue((number, isCommitted));

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData,
            InterceptionResult result, CancellationToken cancellationToken = default) =>
            next.TryPeek(out var fault) && !fault.IsCommitted
                ? throw SqlServerFailure.Of(next.Dequeue().Number)
                : ValueTask.FromResult(result);

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
            CancellationToken cancellationToken = default) =>
            next.TryPeek(out var fault) && fault.IsCommitted ? throw SqlServerFailure.Of(next.Dequeue().Number) : Task.CompletedTask;
    }
}
