using Concentric.Dashboard.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseDefaultAddress(builder.Configuration);

builder.Services.AddLanguages();
builder.Services.AddPages(builder.Environment);

var app = builder.Build();

app.UseSecurityHeaders();
app.UseOriginCheck();
app.UseRequestLocalization();
app.UseErrorPages();
app.UseRouting();
app.UseAntiforgery();

app.MapStaticAssets();
app.MapPreferences();
app.MapPages();

await app.RunAsync();
