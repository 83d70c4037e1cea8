using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Settings;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class SettingsSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<StoredSetting> Settings => db.Set<StoredSetting>();
    }
}
