/** Invoices of invented firms in the formats of Italy, Poland and China. */

/** What a test replaces in a body of FatturaPA. */
export interface FatturaParts {
  readonly type?: string;
  readonly number?: string;
  readonly linked?: string;
  readonly net?: string;
}

export function fatturaBody({ type = 'TD01', number = '12/A', linked = '', net = '25.00' }: FatturaParts = {}): string {
  return `<FatturaElettronicaBody>
    <DatiGenerali>
      <DatiGeneraliDocumento><TipoDocumento>${type}</TipoDocumento><Divisa>EUR</Divisa><Data>2026-03-01</Data>
        <Numero>${number}</Numero><ImportoTotaleDocumento>147.20</ImportoTotaleDocumento></DatiGeneraliDocumento>
      ${linked}
    </DatiGenerali>
    <DatiBeniServizi>
      <DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>100.00</ImponibileImporto><Imposta>22.00</Imposta></DatiRiepilogo>
      <DatiRiepilogo><AliquotaIVA>0.80</AliquotaIVA><ImponibileImporto>${net}</ImponibileImporto><Imposta>0.20</Imposta></DatiRiepilogo>
    </DatiBeniServizi>
    <DatiPagamento><DettaglioPagamento><DataScadenzaPagamento>2026-03-31</DataScadenzaPagamento></DettaglioPagamento></DatiPagamento>
  </FatturaElettronicaBody>`;
}

/** A file with these bodies. */
export function fattura(bodies: string = fatturaBody()): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<p:FatturaElettronica versione="FPR12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
  <FatturaElettronicaHeader>
    <CedentePrestatore><DatiAnagrafici>
      <IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdFiscaleIVA><CodiceFiscale>09876543210</CodiceFiscale>
      <Anagrafica><Denominazione>Esempio Meccanica S.r.l.</Denominazione></Anagrafica>
    </DatiAnagrafici></CedentePrestatore>
    <CessionarioCommittente><DatiAnagrafici>
      <CodiceFiscale>RSSMRA80A01H501U</CodiceFiscale>
      <Anagrafica><Nome>Mario</Nome><Cognome>Rossi</Cognome></Anagrafica>
    </DatiAnagrafici></CessionarioCommittente>
  </FatturaElettronicaHeader>
  ${bodies}
</p:FatturaElettronica>`;
}

/** What a test replaces in an invoice of KSeF. */
export interface KsefParts {
  readonly type?: string;
  readonly gross?: string;
  readonly more?: string;
}

export function ksef({ type = 'VAT', gross = '2051.00', more = '' }: KsefParts = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza></Naglowek>
  <Podmiot1><DaneIdentyfikacyjne><NIP>9999999999</NIP><Nazwa>Przykład sp. z o.o.</Nazwa></DaneIdentyfikacyjne></Podmiot1>
  <Podmiot2><DaneIdentyfikacyjne><KodUE>DE</KodUE><NrVatUE>123456789</NrVatUE><Nazwa>Kunden AG Mitte</Nazwa></DaneIdentyfikacyjne></Podmiot2>
  <Fa>
    <KodWaluty>EUR</KodWaluty><P_1>2026-11-02</P_1><P_2>FV/2026/11/1</P_2><P_6>2026-10-31</P_6>
    <P_13_1>1500.00</P_13_1><P_14_1>345.00</P_14_1><P_14_1W>1466.25</P_14_1W>
    <P_13_2>75.00</P_13_2><P_14_2>6.00</P_14_2>
    <P_13_6_1>100</P_13_6_1><P_13_10>25.00</P_13_10>
    <P_15>${gross}</P_15>
    <RodzajFaktury>${type}</RodzajFaktury>
    ${more}
    <FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Śruba</P_7></FaWiersz>
    <Platnosc><TerminPlatnosci><Termin>2026-11-16</Termin></TerminPlatnosci></Platnosc>
  </Fa>
</Faktura>`;
}

/** What a test replaces in a fully digital invoice of China. */
export interface EInvoiceParts {
  readonly id?: string;
  readonly requested?: string;
  readonly tax?: string;
  readonly gross?: string;
  readonly blue?: 'Y' | 'N';
  readonly original?: string;
}

export function einvoice(parts: EInvoiceParts = {}): string {
  const { id = '26310000000000000017', requested = '2026-11-02 10:20:30', tax = '251.83', gross = '4449.00' } = parts;
  const { blue = 'Y', original = '' } = parts;
  const red = original && `<RedEInvoice><OriginalInvoiceCode>${original}</OriginalInvoiceCode></RedEInvoice>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<EInvoice>
  <Header><EIid>${id}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag><Version>0.31</Version>
    <InherentLabel><InIssuType><LabelCode>${blue}</LabelCode><LabelName>是否蓝字发票标志</LabelName></InIssuType>
      <EInvoiceType><LabelCode>01</LabelCode><LabelName>电子发票</LabelName></EInvoiceType>
      <GeneralOrSpecialVAT><LabelCode>01</LabelCode><LabelName>增值税专用发票</LabelName></GeneralOrSpecialVAT></InherentLabel></Header>
  <EInvoiceData>
    <SellerInformation><SellerIdNum>91310000MA1EXAMPL0</SellerIdNum><SellerName>江南样例贸易有限公司</SellerName></SellerInformation>
    <BuyerInformation><BuyerIdNum>91110000EXAMPLE001</BuyerIdNum><BuyerName>北方样例制造有限公司</BuyerName></BuyerInformation>
    <BasicInformation><TotalAmWithoutTax>4197.17</TotalAmWithoutTax><TotalTaxAm>${tax}</TotalTaxAm>
      <TotalTax-includedAmount>${gross}</TotalTax-includedAmount><RequestTime>${requested}</RequestTime></BasicInformation>
    <IssuItemInformation><ItemName>*样例*螺母</ItemName><TotaltaxIncludedAmount>1.00</TotaltaxIncludedAmount></IssuItemInformation>
    <SpecificInformation>${red}</SpecificInformation>
  </EInvoiceData>
  <TaxSupervisionInfo><InvoiceNumber>26310000000000000017</InvoiceNumber><IssueTime>2026-11-02</IssueTime></TaxSupervisionInfo>
  <TaxBureauSignature><SignatureValue>c2FtcGxl</SignatureValue></TaxBureauSignature>
</EInvoice>`;
}

/** The same invoice with elements called by the first letters of their names. */
export function pinyin(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<发票>
  <FPHM>26310000000000000017</FPHM><KPRQ>2026年11月2日</KPRQ>
  <XSFMC>江南样例贸易有限公司</XSFMC><XSFNSRSBH>91310000MA1EXAMPL0</XSFNSRSBH>
  <GMFMC>北方样例制造有限公司</GMFMC><GMFNSRSBH>91110000EXAMPLE001</GMFNSRSBH>
  <HJJE>4197.17</HJJE><HJSE>251.83</HJSE><JSHJ>4449.00</JSHJ>
</发票>`;
}
