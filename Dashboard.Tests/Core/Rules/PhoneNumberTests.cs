using Concentric.CoBuilders;
using Concentric.Kinds;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Rules;

/// <summary>One rule for telephone numbers, for whoever enters them in whatever way.</summary>
public sealed class PhoneNumberTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("13812345678", "13812345678")]
    [InlineData("１３８１２３４５６７８", "13812345678")]
    [InlineData(" 138 1234 5678 ", "13812345678")]
    [InlineData("138-1234-5678", "13812345678")]
    [InlineData("1381234-5678", "13812345678")]
    [InlineData("138—1234–5678", "13812345678")]
    [InlineData("'13812345678", "13812345678")]
    [InlineData("’13812345678", "13812345678")]
    [InlineData("+86 138 1234 5678", "13812345678")]
    [InlineData("＋86-13812345678", "13812345678")]
    [InlineData("8613812345678", "13812345678")]
    [InlineData("008613812345678", "13812345678")]
    [InlineData("(+86)13812345678", "13812345678")]
    [InlineData("（022）6631 0000", "02266310000")]
    [InlineData("+86 22 66310000", "02266310000")]
    [InlineData("0311-87654321", "031187654321")]
    [InlineData("022-66310000转801", "02266310000-801")]
    [InlineData("022-66310000-801", "02266310000-801")]
    [InlineData("022-66310000 ext. 801", "02266310000-801")]
    [InlineData("66310000x12", "66310000-12")]
    [InlineData("400-810-1234", "4008101234")]
    [InlineData("12345", "12345")]
    [InlineData("95588", "95588")]
    [InlineData("66310000", "66310000")]
    [InlineData("+852 2345 6789", "+85223456789")]
    [InlineData("6631000", "6631000")]
    [InlineData("10109088", "10109088")]
    [InlineData("1380000", null)]
    [InlineData("138-00001", null)]
    [InlineData("1381234-567", null)]
    [InlineData("1234", null)]
    [InlineData("1.38123E+10", null)]
    [InlineData("########", null)]
    [InlineData("七八九", null)]
    [InlineData("1381234567", null)]
    [InlineData("138123456789", null)]
    [InlineData("12812345678", null)]
    [InlineData("2026-03-02", null)]
    [InlineData("2007/2/1", null)]
    [InlineData("13812345678转1", null)]
    [InlineData("13812345678,13912345678", null)]
    [InlineData("+12345678901234567890", null)]
    [InlineData("123456789012345678901", null)]
    [InlineData("138****5678", null)]
    [InlineData("张建国13812345678", null)]
    [InlineData("--", null)]
    public async Task OneRule_InEveryWayIn(string typed, string? kept)
    {
        Assert.Equal(kept, PhoneNumber.Normal(typed));
        await using var rig = await ImportRig.CreateAsync();
        var store = rig.Store;
        var (today, worker) = (TestStore.Today, ImportRig.Administrator);
        var petition = await TakenAsync(() =>
            store.Get<PetitionCommands>().EnterAsync(worker, Make.PetitionValues().With(x => x.PetitionerPhone, typed), null, Stop));
        var volunteer = await TakenAsync(() =>
            store.Get<RecordCommands<Volunteer>>().EnterAsync(worker, Make.VolunteerValues("张", typed), null, Stop));
        var unit = await TakenAsync(() =>
            store.Get<RecordCommands<CoBuilder>>()
            .EnterAsync(worker, Make.CoBuilderValues("海河医院").With(x => x.ContactPhone, typed), null, Stop));
        Assert.Equal((kept is not null, kept is not null, kept is not null), (petition, volunteer, unit));
        // The same by files.
        var quoted = typed.Replace("\"", "\"\"", StringComparison.Ordinal);
        var views = new[]
        {
            await rig.CheckAsync(ImportRig.Csv($"社区,标题,类别,受理日期,电话\n馨盛园,破损,环境卫生,2026-03-02,\"{quoted}\"\n"), "a.csv", worker),
            await rig.CheckAsync(ImportRig.Csv($"社区,姓名,登记日期,电话\n馨盛园,李秀英,2026-03-02,\"{quoted}\"\n"), "a.csv", worker, "volunteer"),
            await rig.CheckAsync(ImportRig.Csv($"名称,类型,加入日期,电话\n派出所,Police,2026-03-02,\"{quoted}\"\n"), "a.csv", worker, "co-builder"),
        };
        foreach (var view in views)
        {
            Assert.Equal(kept is null ? (0, 1) : (1, 0), (view.Run.Added, view.Run.Refused));
            if (kept is not null) await rig.CommitAsync(view, worker);
        }

        if (kept is null) return;
        await using var db = store.Open();
        Assert.Equal(
            [kept, kept, kept, kept, kept, kept],
            [.. await db.Petitions.Select(one => one.PetitionerPhone).ToListAsync(Stop), .. await db.Volunteers.Select(one => one.Phone)
                .ToListAsync(Stop), .. await db.CoBuilders.Select(one => one.ContactPhone).ToListAsync(Stop)]);
    }

    [Fact]
    public async Task ANumberFromBeforeTheRule_StaysWhereItIs_AndAChangedOneIsHeldAgainstIt()
    {
        await using var store = await TestStore.CreateAsync();
        var petition = await store.AddAsync(Make.Petition(with: one => one.PetitionerPhone = "########"));
        var values = new FieldValues<Petition> { [x => x.Title] = "改了", [x => x.PetitionerPhone] = "########" };
        var saved = await store.Get<PetitionCommands>()
            .CorrectAsync(ImportRig.Administrator, new(petition.Id, petition.Version, values), Stop);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<PetitionCommands>()
            .CorrectAsync(ImportRig.Administrator, new(petition.Id, saved.Version, new() { [x => x.PetitionerPhone] = "#######" }), Stop));
        Assert.Equal(["phone NotAPhone"], refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    private static async Task<bool> TakenAsync<T>(Func<Task<T>> enter)
    {
        try
        {
            await enter();
            return true;
        }
        catch (RefusedException refusal)
        {
            Assert.Equal(Rule.NotAPhone, Assert.Single(refusal.Violations).Rule);
            return false;
        }
    }
}
