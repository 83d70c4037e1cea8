using Concentric.Ledgers;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Petitions;

public class PetitionCategoryCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(PetitionCategory.MostDueWorkingDays, true)]
    [InlineData(PetitionCategory.MostDueWorkingDays + 1, false)]
    [InlineData(long.MaxValue, false)]
    public async Task WorkingDays_AreOneTo250(long days, bool isTaken)
    {
        await using var store = await TestStore.CreateAsync();
        var adding = store.Get<PetitionCategoryCommands>().AddAsync(TestStore.Administrator, new("油烟", "Fumes", days), Cancellation);
        if (isTaken) Assert.Equal("fumes", await adding);
        else Assert.Equal((nameof(PetitionCategoryInput.DueWorkingDays), Rule.OutOfRange), await RefusalOf(adding));
    }

    [Fact]
    public async Task NamesOfOthers_AreRefused_AndKeysAreMadeApart()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCategoryCommands>();
        Assert.Equal((nameof(PetitionCategoryInput.Name), Rule.Repeated),
            await RefusalOf(commands.AddAsync(TestStore.Administrator, new(" 环境卫生 ", "Other", 3), Cancellation)));
        Assert.Equal("sanitation-2", await commands.AddAsync(TestStore.Administrator, new("卫生二", "Sanitation!", 3), Cancellation));
        Assert.Equal("category", await commands.AddAsync(TestStore.Administrator, new("油烟", null, 3), Cancellation));
        await commands.ChangeAsync(TestStore.Administrator, "category", new("油烟", "Fumes", 3), Cancellation);
    }

    [Fact]
    public async Task OnlyAdministrators_KeepCategories_AndEveryChangeIsWrittenDown()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<PetitionCategoryCommands>();
        await RefusalOf(commands.AddAsync(TestStore.WorkerOfXinsheng, new("油烟", "Fumes", 3), Cancellation));
        await RefusalOf(commands.ChangeAsync(TestStore.Leader, TestStore.Category, new("卫生", "Sanitation", 3), Cancellation));
        await RefusalOf(commands.DeleteAsync(TestStore.Leader, TestStore.SlowCategory, Cancellation));

        await commands.ChangeAsync(TestStore.Administrator, TestStore.Category, new("卫生", "Sanitation", 7), Cancellation);
        await commands.ChangeAsync(TestStore.Administrator, TestStore.Category, new("卫生", "Sanitation", 7), Cancellation);
        await commands.DeleteAsync(TestStore.Administrator, TestStore.SlowCategory, Cancellation);
        await using var db = store.Open();
        var lines = await db.AuditEntries.Where(line => line.Kind == PetitionCategoryCommands.Kind).OrderBy(line => line.Id)
            .ToListAsync(Cancellation);
        Assert.Equal(["Changed", "Deleted"], lines.Select(line => line.Action));
        Assert.Contains("环境卫生", lines[0].Before);
        Assert.Contains("\"DueWorkingDays\":7", lines[0].After);
    }

    [Fact]
    public async Task ARetiredCategory_StaysWithItsPetitions_AndIsNotForNewOnes_UntilItIsBroughtBack()
    {
        await using var store = await TestStore.CreateAsync();
        var (commands, petitions) = (store.Get<PetitionCategoryCommands>(), store.Get<PetitionCommands>());
        var values = Make.PetitionValues("井盖松动");
        var old = await petitions.EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
        await RefusalOf(commands.RetireAsync(TestStore.Leader, TestStore.Category, true, Cancellation));
        await commands.RetireAsync(TestStore.Administrator, TestStore.Category, true, Cancellation);

        Assert.Equal(("category", Rule.RetiredCategory),
            await RefusalOf(petitions.EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation)));
        var other = await petitions.EnterAsync(TestStore.WorkerOfXinsheng, values.With(x => x.Category, TestStore.SlowCategory), null,
            Cancellation);
        Assert.Equal(Rule.RetiredCategory,
            (await RefusalOf(petitions.CorrectAsync(TestStore.WorkerOfXinsheng, new(other.Id, other.Version, values),
                Cancellation))).Item2);
        await petitions.CorrectAsync(TestStore.WorkerOfXinsheng, new(old.Id, old.Version, values.With(x => x.Title, "井盖破损")), Cancellation);

        var names = await store.Get<Concentric.Ledgers.CommunityDirectory>().GetAsync(Cancellation);
        Assert.DoesNotContain(names.Offered(), category => category.Key == TestStore.Category);
        Assert.Contains(names.Offered(TestStore.Category), category => category.Key == TestStore.Category);
        Assert.Contains(names.CategoriesByName(), category => category.Key == TestStore.Category);
        var list = await store.Get<Concentric.Lists.ListQueries>()
            .ReadAsync(PetitionRecords.Kind.List, TestStore.Leader,
                new() { Filters = new Dictionary<string, string> { ["category"] = TestStore.Category } }, Cancellation);
        Assert.Equal([old.Id], list.Rows.Select(row => row.Id));

        await commands.RetireAsync(TestStore.Administrator, TestStore.Category, false, Cancellation);
        await petitions.EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
        await using var db = store.Open();
        Assert.Equal(["Retired", "Restored"], await db.AuditEntries.Where(line => line.Kind == PetitionCategoryCommands.Kind)
            .OrderBy(line => line.Id).Select(line => line.Action).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task CategoryOfAnArchivedPetition_CannotBeDeleted()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Petition(with: made => made.ArchivedAt = TestStore.Start.UtcDateTime));
        Assert.Equal((Concentric.OfficeLists.OfficeList<Concentric.Ledgers.PetitionCategory>.Item, Rule.InUse),
            await RefusalOf(store.Get<PetitionCategoryCommands>().DeleteAsync(TestStore.Administrator, TestStore.Category, Cancellation)));
        var rows = await store.Get<PetitionCategoryCommands>().ListAsync(Cancellation);
        Assert.Equal([(TestStore.SlowCategory, false), (TestStore.Category, true)], rows.Select(row => (row.Item.Key, row.IsUsed)));
    }

    private static async Task<(string, Rule)> RefusalOf(Task refused)
    {
        var violation = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => refused)).Violations);
        return (violation.Field, violation.Rule);
    }
}
