using Concentric.Activities;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Registration;

/// <summary>
/// What every store starts with, real or made up: sorts of petitions, services and the calendar's holidays, as a street office
/// commonly has them. None of it is a record, and none is any office's own; the office may change all of it, and what it deletes
/// stays deleted.
/// </summary>
public sealed class ReferenceData : IStoreSeed
{
    Task IStoreSeed.EnsureAsync(DashboardDbContext db, CancellationToken cancellationToken) => EnsureAsync(db, cancellationToken);

    /// <summary>Fills the lists of a new store; later ones are the office's. A calendar that has any day is left alone.</summary>
    public static async Task EnsureAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await AddMissingAsync(db, cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Another node was doing the same: what it has committed is there now, and what it may have left is added.
            db.ChangeTracker.Clear();
            await AddMissingAsync(db, cancellationToken);
        }
    }

    /// <summary>Adds each that is missing, whatever the office has made of its lists: for made-up records, which name them.</summary>
    public static async Task EnsureEachAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        await EnsureAsync(db, cancellationToken);
        var categories = await db.PetitionCategories.Select(row => row.Key).ToListAsync(cancellationToken);
        db.AddRange(ReferenceCategories.All().Where(row => !categories.Contains(row.Key)));
        var services = await db.Services.Select(row => row.Name).ToListAsync(cancellationToken);
        db.AddRange(ReferenceServices.All().Where(row => !services.Contains(row.Name)));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task AddMissingAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (await StoreFacts.ReadAsync(db, StoreFacts.ReferenceData, cancellationToken) is null)
        {
            // A store of before the fact was kept has lists already.
            if (!await db.PetitionCategories.AnyAsync(cancellationToken)) db.AddRange(ReferenceCategories.All());
            if (!await db.Services.AnyAsync(cancellationToken)) db.AddRange(ReferenceServices.All());
            db.StoreFacts.Add(new() { Key = StoreFacts.ReferenceData, Value = "1" });
            await db.SaveChangesAsync(cancellationToken);
        }

        await BuiltInCalendar.SeedAsync(db, cancellationToken);
    }
}

/// <summary>Sorts of petitions with the working days that a street office commonly sets for them.</summary>
internal static class ReferenceCategories
{
    public static IEnumerable<PetitionCategory> All() =>
    [
        Of("sanitation", "环境卫生", "Sanitation", 5),
        Of("drainage", "下水堵塞", "Blocked drains", 3),
        Of("stairwells", "楼道堆物", "Cluttered stairwells", 5),
        Of("lighting", "路灯与楼道照明", "Lighting", 5),
        Of("noise", "噪声扰民", "Noise", 5),
        Of("parking", "停车秩序", "Parking", 10),
        Of("charging", "电动车充电", "E-bike charging", 15),
        Of("property", "物业服务", "Property management", 10),
        Of("utilities", "供水供暖供电", "Water, heating, power", 3),
        Of("roads", "道路修补", "Road repair", 20),
        Of("greening", "绿化养护", "Greening", 10),
        Of("facilities", "公共设施", "Public facilities", 10),
        Of("neighbours", "邻里纠纷", "Disputes between neighbours", 10),
        Of("other", "其他", "Other", 10),
    ];

    private static PetitionCategory Of(string key, string name, string nameEn, int days) =>
        new() { Key = key, Name = name, NameEn = nameEn, DueWorkingDays = days };
}

/// <summary>Services that fairs and clinics offer.</summary>
public static class ReferenceServices
{
    public static IEnumerable<Service> All() =>
    [
        Of("义务理发", "Haircuts"),
        Of("小家电维修", "Appliance repair"),
        Of("磨刀磨剪", "Knife sharpening"),
        Of("血压血糖检测", "Blood pressure and sugar"),
        Of("中医把脉", "Chinese medicine advice"),
        Of("法律咨询", "Legal advice"),
        Of("缝补衣物", "Mending"),
        Of("手机使用指导", "Help with phones"),
        Of("金融防诈宣传", "Fraud prevention"),
        Of("社保医保咨询", "Insurance advice"),
        Of("眼镜清洗", "Spectacle cleaning"),
        Of("旧物换绿植", "Plants for used goods"),
        Of("用气用电检查", "Gas and power checks"),
        Of("口腔检查", "Dental checks"),
    ];

    private static Service Of(string name, string nameEn) => new() { Name = name, NameEn = nameEn };
}
