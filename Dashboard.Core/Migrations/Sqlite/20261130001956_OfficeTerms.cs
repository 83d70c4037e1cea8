using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OfficeTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OfficeTerms",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    List = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FormerNames = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false),
                    MergedInto = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeTerms", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_Category_ReceivedOn_CommunityId",
                table: "Petitions",
                columns: new[] { "Category", "ReceivedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Category_FoundOn_CommunityId",
                table: "Hazards",
                columns: new[] { "Category", "FoundOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeTerms_List_Code",
                table: "OfficeTerms",
                columns: new[] { "List", "Code" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OfficeTerms");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_Category_ReceivedOn_CommunityId",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Category_FoundOn_CommunityId",
                table: "Hazards");
        }
    }
}
