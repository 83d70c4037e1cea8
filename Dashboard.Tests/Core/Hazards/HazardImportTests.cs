using Concentric.Hazards;
using Concentric.Tests.Core.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Hazards;

public class HazardImportTests
{
    [Fact]
    public async Task ARowWithoutADueDate_TakesItFromTheOfficesSettings()
    {
        var settings = new HazardSettings(GeneralDueWorkingDays: 1, MajorDueWorkingDays: 2);
        await using var rig = await ImportRig.CreateAsync(services => services.AddSingleton(settings));
        await rig.TakeAsync(ImportRig.Csv("标题,隐患类别,等级,发现日期\n堆物,消防,,2026-03-02\n电线老化,用电,重大,2026-03-02\n"), "a.csv", kind: "hazard");
        await using var db = rig.Store.Open();
        var due = await db.Hazards.Select(hazard => hazard.DueOn).Order().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new(2026, 3, 3), new(2026, 3, 4)], due);
    }
}
