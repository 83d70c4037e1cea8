using System.Globalization;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Lists;

/// <summary>Names stand as people look for them: by pinyin, by letter; never by their place in a table of characters.</summary>
public class NameOrderTests
{
    private static readonly string[] ByPinyin = ["阿明", "陈一", "李四", "王五", "张三", "赵六"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task ListsByName_AreByPinyin_OnEveryPage(string language)
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        await store.AddAsync<Worker>([.. ByPinyin.Order(StringComparer.Ordinal)
            .Select(name => new Worker { CommunityId = TestStore.Xinsheng, Name = name })]);
        await store.AddAsync<VolunteerPost>([.. ByPinyin.Order(StringComparer.Ordinal)
            .Select(name => new VolunteerPost { CommunityId = TestStore.Xinsheng, Title = name, Places = 3 })]);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var lists = store.Get<ListQueries>();
        Assert.Equal(ByPinyin,
            (await lists.ReadAsync(WorkerRecords.Kind.List, TestStore.Leader, new(Sort: "person-name"), Cancellation)).Rows.Select(row =>
                row.Values[0]));
        Assert.Equal(ByPinyin.Reverse(),
            (await lists.ReadAsync(WorkerRecords.Kind.List, TestStore.Leader, new(Sort: "-person-name"), Cancellation)).Rows.Select(row =>
                row.Values[0]));
        Assert.Equal(ByPinyin,
            (await lists.ReadAsync(VolunteerPostRecords.Kind.List, TestStore.Leader, new(Sort: "title"), Cancellation)).Rows.Select(row =>
                row.Values[0]));
        Assert.Equal(ByPinyin, (await store.Get<VolunteerQueries>().OfferedAsync(TestStore.WorkerOfXinsheng, Cancellation))
            .Select(post => post.Title));
    }

    [Fact]
    public async Task CoBuilders_AreByLetterInEnglish_AndByPinyinInChinese()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        (string Name, string NameEn)[] units = [("中国银行", "bank"), ("阿里社区店", "Zebra shop"), ("派出所", "Anchor station"), ("卫生院", "clinic")];
        await store.AddAsync<CoBuilder>([.. units.Select(unit =>
            new CoBuilder { Name = unit.Name, NameEn = unit.NameEn, JoinedOn = TestStore.Today })]);
        foreach (var (language, names) in new[] { ("zh-CN", new[] { "阿里社区店", "派出所", "卫生院", "中国银行" }),
            ("en", ["Anchor station", "bank", "clinic", "Zebra shop"]) })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.Equal(names, (await store.Get<CoBuilderDirectory>().PresentAsync(Cancellation)).Select(unit => unit.Name));
        }

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Assert.Equal(["阿里社区店", "派出所", "卫生院", "中国银行"],
            (await store.Get<ListQueries>()
                .ReadAsync(CoBuilderRecords.Kind.List, TestStore.Leader, new(Sort: "name"), Cancellation)).Rows.Select(row =>
                row.Values[0]));
    }

    [Fact]
    public async Task TheStoreOrdersAsMemoryDoes()
    {
        await using var store = await TestStore.CreateAsync();
        string[] names = ["Wi-Fi", "wi", "Ａnn", "ann", "Bob", "3号楼", "12号楼", "重庆", "单", "馨盛园", "馨顺园", "𠮷野", "é"];
        await store.AddAsync<Worker>([.. names.Select(name => new Worker { CommunityId = TestStore.Xinsheng, Name = name })]);
        await using var db = store.Open();
        Assert.Equal(names.Order(NameOrder.Comparer), await db.Workers.OrderBy(worker => NameOrder.Of(worker.Name))
            .ThenBy(worker => worker.Id).Select(worker => worker.Name).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Categories_AreOfferedInTheOrderOfTheirNames()
    {
        await using var store = await TestStore.CreateAsync();
        await using (var db = store.Open())
        {
            db.AddRange(new Concentric.Ledgers.PetitionCategory { Key = "a", Name = "噪音", NameEn = "noise", DueWorkingDays = 3 },
                new Concentric.Ledgers.PetitionCategory { Key = "z", Name = "安全", NameEn = "Safety", DueWorkingDays = 3 });
            await db.SaveChangesAsync(Cancellation);
        }

        var names = await store.Get<CommunityDirectory>().GetAsync(Cancellation);
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var culture = CultureInfo.GetCultureInfo(language);
            var shown = names.Offered(culture: culture).Select(category => names.Category(category.Key, culture)).ToList();
            Assert.Equal(shown.Order(NameOrder.Comparer), shown);
        }

        Assert.Equal(["安全", "噪音"], names.CategoriesByName(CultureInfo.GetCultureInfo("zh-CN")).Select(category => category.Name)
            .Where(name => name is "安全" or "噪音"));
    }
}
