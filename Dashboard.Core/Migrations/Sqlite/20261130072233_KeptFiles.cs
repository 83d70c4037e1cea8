using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KeptFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "KeptFiles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptFiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KeptFileChunks",
                columns: table => new
                {
                    FileId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptFileChunks", x => new { x.FileId, x.Number });
                    table.ForeignKey(
                        name: "FK_KeptFileChunks_KeptFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "KeptFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_KeptFiles_ChangedAt",
                table: "KeptFiles",
                column: "ChangedAt",
                filter: "[Name] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_KeptFiles_Name",
                table: "KeptFiles",
                column: "Name",
                unique: true,
                filter: "[Name] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KeptFileChunks");

            migrationBuilder.DropTable(
                name: "KeptFiles");
        }
    }
}
